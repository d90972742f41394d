/// Stated probability against share of right answers, with how many answers each point stands for.
public struct ReliabilityChart: Sendable {
    private let reliability: Reliability

    /// Creates a chart.
    public init(_ reliability: Reliability) { self.reliability = reliability }

    /// The chart as inline SVG for an ``HTMLReport``: on the dashed line, probabilities are exactly right.
    public var svg: String {
        let (left, top, size) = (52.0, 12.0, 300.0)
        let bottom = top + size
        let strip = 64.0
        var drawing = Drawing(
            width: left + size + 24, height: bottom + strip + 62,
            label:
                "Reliability: expected calibration error \(Decimals.text(reliability.expectedCalibrationError, digits: 4))"
        )
        for step in 0...5 {
            let share = Double(step) / 5
            let y = bottom - share * size
            drawing.line(left, y, left + size, y, style: "axis")
            drawing.text(Decimals.text(share, digits: 1), x: left - 8, y: y + 4, anchor: "end", style: "soft")
            drawing.text(
                Decimals.text(share, digits: 1), x: left + share * size, y: bottom + strip + 26, anchor: "middle",
                style: "soft")
        }
        drawing.line(left, bottom, left + size, top, style: "rule")
        let width = size / Double(reliability.bins.count)
        let most = Double(max(1, reliability.bins.map { $0.count }.max() ?? 1))
        var points: [(x: Double, y: Double)] = []
        for (place, bin) in reliability.bins.enumerated() where bin.count > 0 {
            let tip =
                "\(bin.count) answers, stated \(Decimals.percent(bin.meanProbability)), right \(Decimals.percent(bin.accuracy))"
            points.append((left + bin.meanProbability * size, bottom - bin.accuracy * size))
            let height = Double(bin.count) / most * (strip - 8)
            drawing.rectangle(
                x: left + Double(place) * width + 1, y: bottom + strip + 8 - height, width: width - 2, height: height,
                style: "bar pale", tip: tip)
        }
        drawing.path(points, style: "line")
        for (point, bin) in zip(points, reliability.bins.filter { $0.count > 0 }) {
            drawing.circle(
                x: point.x, y: point.y, radius: 2.5 + 3.5 * (Double(bin.count) / most).squareRoot(), style: "bar",
                tip: "\(bin.count) answers, right \(Decimals.percent(bin.accuracy))")
        }
        drawing.text("stated probability (bars: number of answers)", x: left, y: bottom + strip + 48, style: "soft")
        drawing.text("share right", x: 14, y: top + size / 2, anchor: "middle", style: "soft", rotated: -90)
        return drawing.svg
    }
}
