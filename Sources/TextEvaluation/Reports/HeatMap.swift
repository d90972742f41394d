/// A square table of counts as shaded cells: a confusion matrix.
public struct HeatMap: Sendable {
    /// The names of rows and columns.
    public var labels: [String]
    /// `labels.count` rows of as many counts.
    public var counts: [[Int]]
    /// What the rows are.
    public var rowTitle: String
    /// What the columns are.
    public var columnTitle: String

    /// Creates a table.
    public init(labels: [String], counts: [[Int]], rowTitle: String = "truth", columnTitle: String = "answer") {
        self.labels = labels
        self.counts = counts
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
    }

    /// The table as inline SVG for an ``HTMLReport``: cells are shaded by their share of the row.
    public var svg: String {
        let count = labels.count
        let cell = max(11, min(54, 620 / Double(max(1, count))))
        let widest = labels.reduce(0) { max($0, min(26, $1.unicodeScalars.count)) }
        let margin = 16 + 6.8 * Double(widest)
        let size = cell * Double(count)
        let showsCounts = cell >= 26
        var drawing = Drawing(
            width: margin + size + 8, height: margin + size + 24, label: "Confusion matrix of \(count) labels")
        drawing.text("\(columnTitle) →", x: margin, y: 14, style: "soft")
        drawing.text("↓ \(rowTitle)", x: margin - 8, y: margin + 10, anchor: "end", style: "soft")
        let top = margin + 18
        for (index, label) in labels.enumerated() {
            let middle = (Double(index) + 0.5) * cell
            drawing.text(shortened(label, to: 26), x: margin - 8, y: top + middle + 4, anchor: "end")
            drawing.text(shortened(label, to: 26), x: margin + middle + 4, y: top - 8, rotated: -90)
        }
        for (row, values) in counts.enumerated() {
            let total = max(1, values.reduce(0, +))
            for (column, value) in values.enumerated() {
                let share = Double(value) / Double(total)
                let (x, y) = (margin + Double(column) * cell, top + Double(row) * cell)
                drawing.rectangle(
                    x: x + 0.5, y: y + 0.5, width: cell - 1, height: cell - 1,
                    style: row == column ? "cell" : "cell wrong",
                    // The square root, so that a few per cent can be seen.
                    opacity: value == 0 ? 0.04 : 0.12 + 0.88 * share.squareRoot(),
                    tip: "\(labels[row]) answered as \(labels[column]): \(value) (\(Decimals.percent(share)))")
                if showsCounts && value > 0 {
                    drawing.text("\(value)", x: x + cell / 2, y: y + cell / 2 + 4, anchor: "middle")
                }
            }
        }
        return drawing.svg
    }
}
