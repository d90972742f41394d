"""Charts and pages of benchmark results: SVG and HTML without anything to load."""
import html
import math


def exponent(points):
    """The slope of log seconds over log documents, by least squares; None for fewer than two points."""
    if len(points) < 2:
        return None
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def bars(rows, label):
    """Horizontal bars for (name, value, text)."""
    top = max((value for _, value, _ in rows), default=1)
    parts = [f'<svg viewBox="0 0 900 {28 * len(rows) + 10}" role="img" aria-label="{html.escape(label)}">']
    for i, (name, value, text) in enumerate(rows):
        y, width = 28 * i + 6, 370 * value / top
        parts.append(f'<text x="440" y="{y + 14}" text-anchor="end">{html.escape(name)}</text>'
                     f'<rect x="450" y="{y}" width="{width:.1f}" height="18" rx="2"/>'
                     f'<text x="{456 + width:.1f}" y="{y + 14}">{html.escape(text)}</text>')
    return "".join(parts) + "</svg>"


def peer_bars(report):
    """How many times as fast as each peer ours is, of a report of Peers/run.py."""
    rows = [(f"{r['name']} [{r['cores']}]", r["ratio"], f"{r['ratio']:.1f}×") for r in report["comparisons"] if "ratio" in r]
    return bars(rows, "Times as fast as each peer")


def curves(rows):
    """Seconds over documents, both on log axes, for rows with a task, points and an exponent."""
    rows = [r for r in rows if len(r["points"]) > 1]
    if not rows:
        return ""
    xs = [n for r in rows for n, _ in r["points"]]
    ys = [s for r in rows for _, s in r["points"]]
    px = lambda x: 70 + 540 * (math.log10(x) - math.log10(min(xs))) / max(1e-9, math.log10(max(xs) / min(xs)))
    py = lambda y: 310 - 280 * (math.log10(y) - math.log10(min(ys))) / max(1e-9, math.log10(max(ys) / min(ys)))
    parts = ['<svg viewBox="0 0 900 360" role="img" aria-label="Seconds against documents, both on log axes">',
             '<path d="M70 20V310H620" fill="none" stroke="currentColor"/>']
    for n in sorted(set(xs)):
        parts.append(f'<text x="{px(n):.0f}" y="332" text-anchor="middle">{n:,}</text>')
    for decade in range(math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys))) + 1):
        if min(ys) <= 10**decade <= max(ys):
            parts.append(f'<text x="62" y="{py(10**decade) + 4:.0f}" text-anchor="end">{10**decade:g} s</text>')
    floor = 400
    # From the top down, so that no two labels lie on one another.
    for k, row in sorted(enumerate(rows), key=lambda item: item[1]["points"][-1][1]):
        line = " ".join(f"{px(n):.1f},{py(s):.1f}" for n, s in row["points"])
        parts.append(f'<polyline class="c{k % 6}" points="{line}" fill="none" stroke-width="2"/>')
        n, s = row["points"][-1]
        floor = min(py(s) + 4, floor - 17)
        parts.append(f'<text x="{px(n) + 8:.0f}" y="{floor:.0f}">{html.escape(row["task"])}: exponent {row["exponent"]:.2f}</text>')
    return "".join(parts) + "</svg>"


def table(header, rows):
    line = lambda tag, cells: "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"
    return "<table>" + line("th", header) + "".join(line("td", row) for row in rows) + "</table>"


def page(title, introduction, sections):
    """An HTML page of (heading, body) sections; empty ones are left out."""
    body = "".join(f"<h2>{html.escape(heading)}</h2>{content}" for heading, content in sections if content)
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#222;background:#fff}}
svg{{width:100%;height:auto;font-size:13px}}rect{{fill:#2f6f9f}}text{{fill:currentColor}}.c0{{stroke:#2f6f9f}}.c1{{stroke:#b5562b}}.c2{{stroke:#3c8a4b}}
.c3{{stroke:#7a4f9e}}.c4{{stroke:#b8860b}}.c5{{stroke:#777}}table{{border-collapse:collapse}}td,th{{padding:.2em .8em;border-bottom:1px solid #ddd;text-align:left}}
@media(prefers-color-scheme:dark){{body{{background:#181818;color:#ddd}}rect{{fill:#6fb1e0}}td,th{{border-color:#444}}}}</style>
<h1>{html.escape(title)}</h1><p>{html.escape(introduction)}</p>{body}</html>
"""
