#!/usr/bin/env python3
"""Makes documents' files from known texts, so that what is read can be compared with what was written.

    python3 -m venv v && v/bin/pip install python-docx odfpy ebooklib pypandoc_binary weasyprint
    v/bin/python Benchmarks/Documents/make_documents.py Data/articles OUT

Writes 30 DOCX, ODT and EPUB files (python-docx, odfpy, ebooklib, and pandoc for each) and 20 PDFs (WeasyPrint: one and two columns,
running heads, numbers of pages, notes, tables, captions, words broken at line ends), each beside `NAME.source.txt`. Texts are
the project's own articles, put together anew for each file by a seeded generator.
"""
import pathlib
import random
import sys


def paragraphs(folder):
    found = []
    for path in sorted(folder.glob("*.txt")):
        if any(part in path.name for part in ("japanese", "hard-wrapped", "mail", "noise", "live-blog")):
            continue
        for block in path.read_text(encoding="utf8").split("\n\n"):
            text = " ".join(block.split())
            if len(text.split()) >= 25:
                found.append(text)
    return found


class Content:
    """One document: a title, sections with headings, paragraphs, a list, a table, notes."""

    def __init__(self, seed, pool, sections):
        self.random = random.Random(seed)
        self.title = f"Report {seed} on the Lower Valley"
        self.sections = []
        pool = self.random.sample(pool, len(pool))
        fresh = iter(pool)
        for number in range(sections):
            texts = [next(fresh) for _ in range(self.random.randint(2, 4))]
            section = {"heading": f"Section {number + 1}: Of what was found", "texts": texts}
            if number % 3 == 1:
                section["list"] = [" ".join(self.random.choice(pool).split()[12:21]) for _ in range(4)]
            if number % 3 == 2:
                section["table"] = [["place", "year", "amount"]] + [
                    [f"Mill {i}", str(1900 + i), f"{i * 37} tons"] for i in range(1, 5)]
            if number % 2 == 0:
                section["note"] = " ".join(self.random.choice(pool).split()[8:22]) + "."
            self.sections.append(section)

    def source(self):
        parts = [self.title]
        for section in self.sections:
            parts += [section["heading"], *section["texts"], *section.get("list", [])]
            parts += [" ".join(row) for row in section.get("table", [])]
        parts += [section["note"] for section in self.sections if "note" in section]
        return "\n\n".join(parts) + "\n"

    def markdown(self):
        parts = [f"---\ntitle: {self.title}\nauthor: A. Weir\n---"]
        for number, section in enumerate(self.sections):
            parts.append("# " + section["heading"])
            texts = list(section["texts"])
            if "note" in section:
                texts[0] += f"[^{number}]"
            parts += texts
            if "list" in section:
                parts.append("\n".join("- " + item for item in section["list"]))
            if "table" in section:
                rows = ["| " + " | ".join(row) + " |" for row in section["table"]]
                parts.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
            if "note" in section:
                parts.append(f"[^{number}]: {section['note']}")
        return "\n\n".join(parts) + "\n"

    def html(self, note="footnote"):
        out = [f"<h1>{self.title}</h1>"]
        for number, section in enumerate(self.sections):
            out.append(f"<h2>{section['heading']}</h2>")
            for place, text in enumerate(section["texts"]):
                mark = f"<span class='note'>{section['note']}</span>" if place == 0 and "note" in section else ""
                out.append(f"<p>{text}{mark}</p>")
            if "list" in section:
                out.append("<ul>" + "".join(f"<li>{item}</li>" for item in section["list"]) + "</ul>")
            if "table" in section:
                rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in section["table"])
                out.append(f"<p class='caption'>Table {number}: Mills of the valley.</p><table>{rows}</table>")
        return "\n".join(out)


def write_docx(content, path):
    import docx
    document = docx.Document()
    document.add_paragraph(content.title, style="Title")
    document.sections[0].header.paragraphs[0].text = "A running head"
    for section in content.sections:
        document.add_heading(section["heading"], 1)
        for text in section["texts"]:
            paragraph = document.add_paragraph()
            words = text.split(" ")
            for place, word in enumerate(words):
                run = paragraph.add_run(word + (" " if place + 1 < len(words) else ""))
                run.bold = place % 7 == 3
        for item in section.get("list", []):
            document.add_paragraph(item, style="List Bullet")
        if "table" in section:
            table = document.add_table(rows=0, cols=3)
            for row in section["table"]:
                for cell, text in zip(table.add_row().cells, row):
                    cell.text = text
    for section in content.sections:
        if "note" in section:
            document.add_paragraph(section["note"])
    document.save(path)


def write_odt(content, path):
    from odf import opendocument, table, text
    document = opendocument.OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text=content.title))
    for section in content.sections:
        document.text.addElement(text.H(outlinelevel=2, text=section["heading"]))
        for place, words in enumerate(section["texts"]):
            paragraph = text.P(text=words)
            if place == 0 and "note" in section:
                note = text.Note(noteclass="footnote", id=f"n{id(section)}")
                note.addElement(text.NoteCitation(text="1"))
                body = text.NoteBody()
                body.addElement(text.P(text=section["note"]))
                note.addElement(body)
                paragraph.addElement(note)
            document.text.addElement(paragraph)
        if "list" in section:
            items = text.List()
            for item in section["list"]:
                entry = text.ListItem()
                entry.addElement(text.P(text=item))
                items.addElement(entry)
            document.text.addElement(items)
        if "table" in section:
            rows = table.Table()
            for row in section["table"]:
                line = table.TableRow()
                for value in row:
                    cell = table.TableCell()
                    cell.addElement(text.P(text=value))
                    line.addElement(cell)
                rows.addElement(line)
            document.text.addElement(rows)
    document.save(path)


def write_epub(content, path):
    from ebooklib import epub
    book = epub.EpubBook()
    book.set_title(content.title)
    book.set_language("en")
    book.add_author("A. Weir")
    chapters = []
    for number, section in enumerate(content.sections):
        body = [f"<h1>{section['heading']}</h1>"] + [f"<p>{text}</p>" for text in section["texts"]]
        if "list" in section:
            body.append("<ul>" + "".join(f"<li>{item}</li>" for item in section["list"]) + "</ul>")
        if "table" in section:
            body.append("<table>" + "".join(
                "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in section["table"]) + "</table>")
        if "note" in section:
            body[1] = body[1].replace("</p>", f'<a epub:type="noteref" href="#n{number}">1</a></p>')
            body.append(f'<aside epub:type="footnote" id="n{number}"><p>{section["note"]}</p></aside>')
        chapter = epub.EpubHtml(title=section["heading"], file_name=f"chapter_{number}.xhtml", lang="en")
        chapter.content = "\n".join(body)
        book.add_item(chapter)
        chapters.append(chapter)
    book.toc = chapters
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *chapters]
    epub.write_epub(str(path), book)


STYLE = """
@page {{ size: A4; margin: 2.5cm 2cm; @top-center {{ content: "Journal of Mills, volume {seed}"; font-size: 8pt }}
  @bottom-center {{ content: counter(page); font-size: 9pt }} @footnote {{ border-top: 0.4pt solid }} }}
@page :first {{ @top-center {{ content: none }} }}
body {{ font: 10pt/1.3 "{font}"; text-align: justify; hyphens: auto; }}
h1 {{ font-size: 18pt; text-align: center; hyphens: none; string-set: none }}
h2 {{ font-size: {heading}; hyphens: none }}
.columns {{ columns: {columns}; column-gap: 0.8cm }}
p {{ margin: 0 0 {gap}; text-indent: {indent} }}
.note {{ float: footnote; font-size: 8pt; text-indent: 0 }}
.caption {{ font-size: 9pt; text-align: center }}
td {{ padding: 0.1cm 0.6cm }}
"""


def write_pdf(content, path, seed):
    import weasyprint
    columns = 1 + seed % 2
    style = STYLE.format(
        seed=seed, columns=columns, font=["Liberation Serif", "DejaVu Sans", "Liberation Sans"][seed % 3],
        heading=["13pt", "11pt"][seed % 2], gap=["0", "0.2cm"][seed % 4 // 2], indent=["1em", "0"][seed % 4 // 2])
    body = content.html()
    title, rest = body.split("\n", 1)
    html = f"<html lang='en'><head><style>{style}</style></head><body>{title}<div class='columns'>{rest}</div></body></html>"
    weasyprint.HTML(string=html).write_pdf(path)


def main(folder, out):
    pool = paragraphs(pathlib.Path(folder))
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)

    def keep(name, content):
        (out / f"{name}.source.txt").write_text(content.source(), encoding="utf8")
        return out / name

    for seed in range(5):
        content = Content(seed, pool, 4 + seed)
        write_docx(content, keep(f"python-{seed}.docx", content))
        write_odt(content, keep(f"odfpy-{seed}.odt", content))
        write_epub(content, keep(f"ebooklib-{seed}.epub", content))
        import pypandoc
        for kind in ("docx", "odt", "epub"):
            other = Content(100 + seed, pool, 4 + seed)
            path = keep(f"pandoc-{seed}.{kind}", other)
            pypandoc.convert_text(other.markdown(), kind, "markdown", outputfile=str(path))
    for seed in range(20):
        content = Content(200 + seed, pool, 6)
        for section in content.sections:
            # What stands beside the text is measured apart.
            section.pop("table", None) if seed % 5 else None
        write_pdf(content, keep(f"paper-{seed:02}.pdf", content), seed)


if __name__ == "__main__":
    main(*sys.argv[1:])
