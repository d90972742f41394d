/// Circles on a plane, each with its name: a map of things that are near to each other or far.
///
/// ```swift
/// BubbleChart(bubbles: [.init(label: "1 film", x: -0.2, y: 0.6, size: 140)]).svg
/// ```
public struct BubbleChart: Sendable {
    /// One circle.
    public struct Bubble: Sendable {
        /// What the circle stands for.
        public var label: String
        /// Where its middle lies, in any unit.
        public var x: Double
        /// Where its middle lies, in the same unit.
        public var y: Double
        /// What its area is in proportion to.
        public var size: Double

        /// Creates a circle.
        public init(label: String, x: Double, y: Double, size: Double) {
            self.label = label
            self.x = x
            self.y = y
            self.size = size
        }
    }

    /// The circles; later ones lie above.
    public var bubbles: [Bubble]
    /// What the chart shows, for readers who cannot see it.
    public var title: String

    /// Creates a chart.
    public init(bubbles: [Bubble], title: String = "Map") {
        self.bubbles = bubbles
        self.title = title
    }

    /// The chart as inline SVG for an ``HTMLReport``; both axes have the same scale.
    public var svg: String {
        let (width, height, margin) = (720.0, 440.0, 60.0)
        var drawing = Drawing(width: width, height: height, label: title)
        let (xs, ys) = (bubbles.map(\.x), bubbles.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else {
            return drawing.svg
        }
        let spread = max(right - left, high - low, 1e-9)
        let scale = min(
            (width - 2 * margin) / max(right - left, spread / 10), (height - 2 * margin) / max(high - low, spread / 10))
        let largest = max(bubbles.map(\.size).max() ?? 1, 1e-9)
        for bubble in bubbles {
            let x = width / 2 + (bubble.x - (left + right) / 2) * scale
            let y = height / 2 - (bubble.y - (low + high) / 2) * scale
            let radius = 6 + 30 * (max(0, bubble.size) / largest).squareRoot()
            drawing.circle(
                x: x, y: y, radius: radius, style: "bar pale",
                tip: "\(bubble.label): \(Decimals.grouped(Int(bubble.size)))")
            drawing.text(shortened(bubble.label, to: 28), x: x, y: y + 4, anchor: "middle")
        }
        return drawing.svg
    }
}
