internal import ArticleExtraction
internal import TextProcessing

/// The lines of a plain mail: what it says, what it answers, how it is signed.
struct MailBody {
    private let lines: [Substring]

    /// - Parameters:
    ///   - text: The text of the part.
    ///   - isFlowed: Whether a blank at a line's end says that the paragraph goes on (RFC 3676).
    init(_ text: String, isFlowed: Bool) {
        var lines: [Substring] = []
        var goesOn = false
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = line
            if line.last == "\r" { line.removeLast() }
            let isQuote = line.first == ">"
            if goesOn, !isQuote, let last = lines.popLast() {
                lines.append(last + Substring(line))
            } else {
                lines.append(Substring(line))
            }
            goesOn = isFlowed && !isQuote && line.last == " " && Substring(line) != "-- "
        }
        self.lines = lines
    }

    /// Adds the paragraphs; what is quoted and how it is signed go to what was left out.
    func add(to builder: inout ArticleBuilder, _ dropped: inout [Article.DroppedBlock]) {
        let signature = signatureStart
        let own = ownEnd(before: signature)
        var paragraph: [Substring] = []
        var quoted: [Substring] = []
        func end() {
            let text = TextGatherer.trimmed(paragraph.joined(separator: "\n"))
            if Self.isDisclaimer(text) {
                dropped.append(Article.DroppedBlock(text: text, reason: .signature, probability: 0))
            } else {
                builder.append(.paragraph, text)
            }
            paragraph = []
        }
        for number in 0..<own {
            let line = lines[number]
            if line.first == ">" {
                quoted.append(line)
            } else if line.allSatisfy(\.isWhitespace) {
                end()
            } else if isAttribution(at: number) {
                quoted.append(line)
            } else {
                paragraph.append(line)
            }
        }
        end()
        quoted += lines[own..<signature]
        for (lines, reason) in [(quoted, Article.DroppedBlock.Reason.quoted), (Array(lines[signature...]), .signature)]
        {
            let text = TextGatherer.trimmed(lines.joined(separator: "\n"))
            if !text.isEmpty { dropped.append(Article.DroppedBlock(text: text, reason: reason, probability: 0)) }
        }
    }

    /// Where the signature begins: behind the last line `--`, if no more than 15 lines follow, or at "Sent from my …".
    private var signatureStart: Int {
        for number in lines.indices.suffix(16).reversed() {
            let line = TextGatherer.trimmed(String(lines[number]))
            if line == "--" || line == "\u{2014}" || line == "__" { return number }
            if line.hasPrefix("Sent from my ") || line.hasPrefix("Von meinem iPhone")
                || line.hasPrefix("Get Outlook for")
            {
                return number
            }
        }
        return lines.count
    }

    /// Where the mail that this one answers begins, if it stands whole below; a mail that only forwards is read to its end.
    private func ownEnd(before end: Int) -> Int {
        var words = 0
        for number in 0..<end {
            let line = TextGatherer.trimmed(String(lines[number]))
            let isOriginal =
                line.hasPrefix("-----Original") || line.hasPrefix("-----Urspr") || line.hasPrefix("________________")
                || isHeaderBlock(at: number)
            if isOriginal, words >= 3 { return number }
            if line.first != ">" { words += line.split(separator: " ").count }
        }
        return end
    }

    /// Whether the fields of an earlier mail stand here as text: `From: …` and, within five lines, `Subject: …`.
    private func isHeaderBlock(at number: Int) -> Bool {
        guard ["From:", "Von:", "De :", "De:"].contains(where: { lines[number].hasPrefix($0) }) else { return false }
        return lines[number...].prefix(6).contains { line in
            ["Subject:", "Betreff:", "Objet :", "Asunto:"].contains { line.hasPrefix($0) }
        }
    }

    /// Whether a line says who wrote the quoted lines that follow it.
    private func isAttribution(at number: Int) -> Bool {
        guard let next = lines[(number + 1)...].prefix(3).first(where: { !$0.allSatisfy(\.isWhitespace) }),
            next.first == ">"
        else { return false }
        let line = TextGatherer.trimmed(String(lines[number]))
        return Self.isAttribution(line) || line.hasSuffix(":") && line.utf8.count < 120
    }

    /// Whether a text is such a line by itself: `On Monday Ann wrote:`.
    static func isAttribution(_ text: String) -> Bool {
        guard text.hasSuffix(":"), text.utf8.count < 200 else { return false }
        return ["wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:", "schreef:"].contains {
            text.hasSuffix($0)
        } || text.hasPrefix("Am ") && text.contains("schrieb")
    }

    /// Whether a paragraph is the notice that companies put below each mail.
    private static func isDisclaimer(_ text: String) -> Bool {
        let lower = text.lowercased()
        let isSecret = ["confidential", "vertraulich", "privileged", "confidentiel"].contains { lower.contains($0) }
        let isAddressed = [
            "intended recipient", "intended solely", "intended only", "addressee", "bestimmt", "destinataire",
        ]
        .contains { lower.contains($0) }
        return isSecret && isAddressed
    }
}
