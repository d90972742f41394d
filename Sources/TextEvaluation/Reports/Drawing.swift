/// Collects the shapes of a drawing and writes them as inline SVG; colours come from the page's style.
struct Drawing {
    let width: Double
    let height: Double
    private let label: String
    private var shapes = ""

    // `label` says what the drawing shows, for readers who cannot see it.
    init(width: Double, height: Double, label: String) {
        self.width = width
        self.height = height
        self.label = label
    }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: String = "start", style: String = "", rotated: Double = 0
    ) {
        let turn = rotated == 0 ? "" : " transform=\"rotate(\(number(rotated)) \(number(x)) \(number(y)))\""
        shapes +=
            "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"\(mark(style))\(turn)>"
            + "\(HTMLReport.escaped(text))</text>"
    }

    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, style: String, opacity: Double = 1, radius: Double = 2,
        tip: String = ""
    ) {
        let fade = opacity == 1 ? "" : " fill-opacity=\"\(Decimals.text(opacity, digits: 3))\""
        shapes +=
            "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(0, width)))\" "
            + "height=\"\(number(max(0, height)))\" rx=\"\(number(radius))\"\(mark(style))\(fade)>"
            + (tip.isEmpty ? "" : "<title>\(HTMLReport.escaped(tip))</title>") + "</rect>"
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) {
        shapes +=
            "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"\(mark(style))/>"
    }

    mutating func circle(x: Double, y: Double, radius: Double, style: String, tip: String = "") {
        shapes +=
            "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\"\(mark(style))>"
            + (tip.isEmpty ? "" : "<title>\(HTMLReport.escaped(tip))</title>") + "</circle>"
    }

    mutating func path(_ points: [(x: Double, y: Double)], style: String) {
        guard !points.isEmpty else { return }
        let steps = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: " L ")
        shapes += "<path d=\"M \(steps)\"\(mark(style))/>"
    }

    var svg: String {
        "<svg viewBox=\"0 0 \(number(width)) \(number(height))\" width=\"\(number(width))\" role=\"img\" "
            + "aria-label=\"\(HTMLReport.escaped(label))\">\(shapes)</svg>"
    }

    private func number(_ value: Double) -> String { Decimals.text(value, digits: 1) }
    private func mark(_ style: String) -> String { style.isEmpty ? "" : " class=\"\(style)\"" }
}
