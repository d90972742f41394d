/// The first words of a text on one line: enough to recognise it.
enum TextBeginning {
    /// At most 60 characters, cut between words.
    static func of(_ text: String) -> String {
        var result = ""
        for word in text.prefix(240).split(whereSeparator: \.isWhitespace) {
            if result.count + word.count > 60 { return result + " …" }
            result += (result.isEmpty ? "" : " ") + word
        }
        return result
    }
}
