/// Horizontal bars with their values, and whiskers where there is an interval.
public struct BarChart: Sendable {
    /// One bar.
    public struct Bar: Sendable {
        /// What the bar stands for.
        public var label: String
        /// Its length, from 0.
        public var value: Double
        /// The ends of an interval around the value.
        public var interval: ClosedRange<Double>?
        /// Whether the bar is set off from the others.
        public var isMarked: Bool

        /// Creates a bar.
        public init(label: String, value: Double, interval: ClosedRange<Double>? = nil, isMarked: Bool = false) {
            self.label = label
            self.value = value
            self.interval = interval
            self.isMarked = isMarked
        }
    }

    /// The bars from top to bottom.
    public var bars: [Bar]
    /// The value of the right end; the largest value where absent.
    public var maximum: Double?
    /// What the chart shows, for readers who cannot see it.
    public var title: String
    /// How a value is written.
    public var format: @Sendable (Double) -> String

    /// Creates a chart.
    public init(
        bars: [Bar], maximum: Double? = nil, title: String = "Bar chart",
        format: @escaping @Sendable (Double) -> String = { Decimals.text($0, digits: 3) }
    ) {
        self.bars = bars
        self.maximum = maximum
        self.title = title
        self.format = format
    }

    /// The chart as inline SVG for an ``HTMLReport``.
    public var svg: String {
        let rowHeight = 24.0
        let widest = bars.reduce(0) { max($0, $1.label.unicodeScalars.count) }
        let left = min(320, 14 + 8 * Double(widest))
        let right = 640.0
        let largest = bars.reduce(0) { max($0, max($1.value, $1.interval?.upperBound ?? 0)) }
        let top = maximum ?? largest
        let scale = top > 0 ? (right - left) / top : 0
        var drawing = Drawing(width: 720, height: Double(bars.count) * rowHeight + 8, label: title)
        drawing.line(left, 0, left, Double(bars.count) * rowHeight + 4, style: "axis")
        for (row, bar) in bars.enumerated() {
            let y = Double(row) * rowHeight + 4
            let length = max(0, min(bar.value, top)) * scale
            drawing.text(shortened(bar.label, to: 40), x: left - 8, y: y + 14, anchor: "end")
            drawing.rectangle(
                x: left, y: y + 2, width: length, height: rowHeight - 8, style: bar.isMarked ? "bar second" : "bar",
                tip: "\(bar.label): \(format(bar.value))")
            var end = left + length
            if let interval = bar.interval {
                let middle = y + 2 + (rowHeight - 8) / 2
                let (low, high) = (
                    left + max(0, interval.lowerBound) * scale, left + min(interval.upperBound, top) * scale
                )
                drawing.line(low, middle, high, middle, style: "whisker")
                drawing.line(low, middle - 4, low, middle + 4, style: "whisker")
                drawing.line(high, middle - 4, high, middle + 4, style: "whisker")
                end = max(end, high)
            }
            drawing.text(format(bar.value), x: end + 6, y: y + 14, style: "soft")
        }
        return drawing.svg
    }
}

/// A text cut to a number of scalars, with an ellipsis where something was cut.
func shortened(_ text: String, to limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    var short = ""
    short.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(limit - 1))
    return short + "…"
}
