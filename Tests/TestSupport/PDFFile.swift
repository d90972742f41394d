/// Writes small PDFs in Helvetica, so that tests make the pages they read: lines at places, in the order that is given.
public struct PDFFile {
    /// A line of a page: the place of its beginning in points from the lower left, its size, its text in ASCII.
    public typealias Line = (x: Int, y: Int, size: Int, text: String)

    private var objects: [String] = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    private var pages: [Int] = []

    /// Creates a file without pages.
    public init() {}

    /// Adds a page of 600 by 800 points.
    public mutating func addPage(_ lines: [Line]) {
        let content = lines.map { line in
            let text = line.text.map { "()\\".contains($0) ? "\\\($0)" : String($0) }.joined()
            return "BT /F1 \(line.size) Tf \(line.x) \(line.y) Td (\(text)) Tj ET\n"
        }.joined()
        objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(objects.count) 0 R "
                + "/Resources << /Font << /F1 3 0 R >> >> >>")
        pages.append(objects.count)
    }

    /// The whole file.
    public var bytes: [UInt8] {
        var objects = objects
        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] =
            "<< /Type /Pages /Kids [\(pages.map { "\($0) 0 R" }.joined(separator: " "))] /Count \(pages.count) >>"
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (number, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(number + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = String(place)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
