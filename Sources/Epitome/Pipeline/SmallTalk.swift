internal import TextProcessing

/// Finds the sentences of a talk that say nothing of its matter: greetings, thanks, assent, a host's moves from one question to
/// the next.
///
/// A sentence is small talk if all its words are, names of the speakers apart, or if it opens with a move such as "let's start
/// with". Words of English, German, French and Spanish.
struct SmallTalk {
    /// The words of the speakers' names, in small letters.
    private var names: Set<String> = []

    init(names: [String]) {
        for name in Set(names) { self.names.formUnion(Self.words(name)) }
    }

    /// Why each sentence is no candidate for a summary, or nil.
    ///
    /// - Complexity: O(bytes of the short sentences): longer ones are looked at for their first words only.
    func exclusions(_ sentences: [Sentence], in text: String) -> [PreparedDocument.Exclusion?] {
        let utf8 = text.utf8.span
        return sentences.map { sentence in
            if sentence.kind == .heading { return .init(reason: "is a heading", isForeign: false) }
            let head = utf8.extracting(
                sentence.range.lowerBound..<min(sentence.range.upperBound, sentence.range.lowerBound + 160))
            let line = head.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            let words = Self.words(line)
            let isShort = sentence.range.count <= 160
            let isTalk = isShort && words.allSatisfy { Self.list.contains($0) || names.contains($0) }
            let opening = words.prefix(4).joined(separator: " ")
            let isMove = isShort && words.count <= 14 && Self.moves.contains { opening.hasPrefix($0) }
            return isTalk || isMove ? .init(reason: "is small talk", isForeign: false) : nil
        }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "\u{2019}" }
            .map { String($0.map { $0 == "\u{2019}" ? "'" : $0 }) }
    }

    private static let moves = [
        "let's start", "let us start", "let's begin", "let's move on", "let's turn", "let's go back", "welcome back",
        "welcome to", "thank you for joining", "thanks for joining", "thank you for coming", "thanks for coming",
        "thanks for having", "thank you for having", "thanks for watching", "thanks for listening", "nice to meet",
        "good to see", "great to see", "can you hear", "you're on mute", "next question", "my name is", "see you",
        "how are you", "how have you been", "what can i do", "how can i help", "how may i help", "guten tag",
        "willkommen", "bienvenue", "bienvenidos",
    ]

    private static let list: Set<String> = Set(
        """
        thanks thank you very much for having me us so again hello hi hey good morning afternoon evening night goodbye bye see \
        later soon tomorrow welcome back yes yeah yep yup no nope nah ok okay alright all right sure fine great well um uh uhm hmm \
        mm mhm hm oh ah aha wow really exactly absolutely definitely of course certainly please sorry excuse go on ahead nice to \
        meet it is it's its that's that sounds sound i i'm am do how are doing today sir ma'am madam mr mrs ms miss doctor dr \
        pleasure my too also not at any problem worries what up lol haha hahaha cool perfect indeed correct true agreed glad you're \
        bad and but then now just there here everyone everybody folks guys dear your welcome can hear wonderful lovely brilliant \
        awesome gotcha congratulations cheers \
        danke bitte vielen dank hallo guten tag morgen abend auf wiedersehen tschüss ja nein genau stimmt gut sehr okay ach so na \
        klar natürlich gerne herr frau \
        merci bonjour bonsoir au revoir oui non d'accord très bien bon alors voilà monsieur madame exactement \
        gracias hola buenos días buenas tardes noches adiós sí claro vale muy bien señor señora exacto de nada por favor
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
