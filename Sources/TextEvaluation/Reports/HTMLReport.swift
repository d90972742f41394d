/// Builds one self-contained HTML page: no script, no font, no file beside it.
///
/// ```swift
/// var report = HTMLReport(title: "Topics of news")
/// report.paragraph("Measured on 7,600 texts.")
/// report.figure(BarChart(bars: [.init(label: "sport", value: 0.97)]).svg, caption: "F1 by label")
/// let page = report.html
/// ```
///
/// Everything that is given as text is escaped. The page follows the reader's light or dark setting, and prints.
public struct HTMLReport: Sendable {
    private let title: String
    private var body = ""
    private var isSectionOpen = false

    /// Creates a page with a heading.
    public init(title: String, subtitle: String = "") {
        self.title = title
        body += "<header><h1>\(Self.escaped(title))</h1>"
        if !subtitle.isEmpty { body += "<p class=\"subtitle\">\(Self.escaped(subtitle))</p>" }
        body += "</header>\n"
    }

    /// Begins a section with a heading.
    public mutating func section(_ heading: String) {
        closeSection()
        body += "<section><h2>\(Self.escaped(heading))</h2>\n"
        isSectionOpen = true
    }

    /// Adds a paragraph of text.
    public mutating func paragraph(_ text: String) { body += "<p>\(Self.escaped(text))</p>\n" }

    /// Adds a list of texts.
    public mutating func list(_ items: [String]) {
        body += "<ul>" + items.map { "<li>\(Self.escaped($0))</li>" }.joined() + "</ul>\n"
    }

    /// Adds the figures that matter most, large, each with what it is.
    public mutating func keyFigures(_ figures: [(value: String, name: String)]) {
        body += "<dl class=\"key\">"
        for figure in figures {
            body += "<div><dd>\(Self.escaped(figure.value))</dd><dt>\(Self.escaped(figure.name))</dt></div>"
        }
        body += "</dl>\n"
    }

    /// Adds a table; columns named in `numeric` are set flush right.
    public mutating func table(header: [String], rows: [[String]], numeric: Set<Int> = []) {
        let cells = { (row: [String], tag: String) -> String in
            row.enumerated().map { column, text in
                let mark = numeric.contains(column) ? " class=\"number\"" : ""
                return "<\(tag)\(mark)>\(Self.escaped(text))</\(tag)>"
            }.joined()
        }
        body += "<div class=\"scroll\"><table><thead><tr>\(cells(header, "th"))</tr></thead><tbody>\n"
        for row in rows { body += "<tr>\(cells(row, "td"))</tr>\n" }
        body += "</tbody></table></div>\n"
    }

    /// Adds a drawing with a caption.
    public mutating func figure(_ svg: String, caption: String) {
        body += "<figure>\(svg)<figcaption>\(Self.escaped(caption))</figcaption></figure>\n"
    }

    /// Adds HTML as it is; what comes from data must have gone through ``escaped(_:)``.
    public mutating func raw(_ html: String) { body += html + "\n" }

    /// The whole page.
    public var html: String {
        var copy = self
        copy.closeSection()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            \(copy.body)</main>
            </body>
            </html>

            """
    }

    /// Text with the characters that mean something in HTML replaced, and control characters left out.
    public static func escaped(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    out += "\u{FFFD}"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    private mutating func closeSection() {
        if isSectionOpen { body += "</section>\n" }
        isSectionOpen = false
    }

    private static let style = """
        :root { --ink: #1c2430; --soft: #5d6878; --line: #dfe4ea; --paper: #fbfcfd; --card: #ffffff;
          --accent: #2463a8; --accent-soft: #c9dcf2; --warm: #c2571a; --good: #2d7d55; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b6; --line: #313b49;
          --paper: #12171e; --card: #1a212b; --accent: #6eaef5; --accent-soft: #29435f; --warm: #f09459; --good: #62c093; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
        h1 { font-size: 2.1rem; line-height: 1.15; margin: 0; letter-spacing: -0.02em; }
        .subtitle { color: var(--soft); margin: 0.4rem 0 0; font-size: 1.05rem; }
        section { margin-top: 3rem; }
        h2 { font-size: 1.25rem; margin: 0 0 0.8rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
        p, li { max-width: 44rem; }
        .key { display: flex; flex-wrap: wrap; gap: 1rem; margin: 2rem 0 0; }
        .key div { flex: 1 1 8rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          padding: 0.9rem 1.1rem; }
        .key dd { margin: 0; font-size: 1.7rem; font-weight: 650; font-variant-numeric: tabular-nums; }
        .key dt { color: var(--soft); font-size: 0.85rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
        th { text-align: left; color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--line); }
        th, td { padding: 0.35rem 0.8rem 0.35rem 0; vertical-align: top; }
        tbody tr:hover { background: color-mix(in srgb, var(--accent) 7%, transparent); }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        figure { margin: 1rem 0 1.6rem; }
        figcaption { color: var(--soft); font-size: 0.88rem; margin-top: 0.4rem; max-width: 44rem; }
        svg { max-width: 100%; height: auto; display: block; font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; }
        svg text { fill: var(--ink); } svg .soft { fill: var(--soft); }
        svg .bar { fill: var(--accent); } svg .bar.second { fill: var(--warm); } svg .bar.pale { fill: var(--accent-soft); }
        svg .axis { stroke: var(--line); } svg .rule { stroke: var(--soft); stroke-dasharray: 3 4; }
        svg .whisker { stroke: var(--ink); stroke-width: 1.5; } svg .cell { fill: var(--accent); }
        svg .cell.wrong { fill: var(--warm); } svg .line { stroke: var(--accent); fill: none; stroke-width: 2; }
        mark { background: var(--accent-soft); color: inherit; border-radius: 3px; padding: 0 0.15em; }
        mark.against { background: color-mix(in srgb, var(--warm) 30%, transparent); }
        @media print { main { max-width: none; padding: 0; } section { break-inside: avoid; } }
        """
}
