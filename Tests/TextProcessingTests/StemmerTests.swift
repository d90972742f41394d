import TestSupport
import Testing
import TextProcessing

@Suite struct StemmerTests {
    @Test(arguments: [
        (Stemmer.Algorithm.english, "generalizations", "general"), (.english, "dying", "die"),
        (.english, "skies", "sky"),
        (.english, "yellow", "yellow"), (.english, "'tis", "tis"), (.english, "herring", "herring"),
        (.porter, "generalizations", "gener"), (.porter, "by", "by"),
        (.german, "häuser", "haus"), (.german, "straße", "strass"),
        (.german, "aufeinanderfolgenden", "aufeinanderfolg"),
        (.french, "continuellement", "continuel"), (.french, "naïve", "naïv"), (.french, "l'homme", "homm"),
        (.spanish, "bibliotecas", "bibliotec"), (.spanish, "cantándoselo", "cant"),
        (.italian, "pronunciamento", "pronunc"), (.portuguese, "situações", "situaçõ"),
        (.dutch, "lichamelijkheid", "lichamelijk"), (.dutch, "bomen", "boom"), (.swedish, "jaktkarlarne", "jaktkarl"),
    ]) func knownWords(algorithm: Stemmer.Algorithm, word: String, stem: String) {
        #expect(Stemmer(algorithm).stem(word) == stem)
    }

    @Test func languagesHaveTheirAlgorithm() {
        #expect(Stemmer(language: .english)?.algorithm == .english)
        #expect(Stemmer(language: Language(rawValue: "de-AT"))?.algorithm == .german)
        #expect(Stemmer(language: .chinese) == nil)
    }

    /// Any word gives well-formed text that is no longer than the room asked for, in place or not.
    @Test(arguments: Stemmer.Algorithm.allCases) func everyWordHasAStem(algorithm: Stemmer.Algorithm) {
        var random = SeededGenerator(seed: 11)
        let letters: [Unicode.Scalar] = Array(
            "aeiouybcdghlmnrstuxzäöüßéèëïçãõñ'~HUYIeтщ漢\u{0}\u{301}\u{85}𝐀".unicodeScalars)
        let endings = [
            "", "s", "en", "ement", "ation", "idades", "ción", "heid", "lijkst", "erinnen", "amente", "et", "ge",
        ]
        let stemmer = Stemmer(algorithm)
        for round in 0..<2_000 {
            var word = ""
            for _ in 0..<Int.random(in: 0...(round % 50 == 0 ? 300 : 9), using: &random) {
                if let letter = letters.randomElement(using: &random) { word.unicodeScalars.append(letter) }
            }
            word += endings.randomElement(using: &random) ?? ""
            var bytes = Array(word.utf8) + [UInt8](repeating: 0, count: Stemmer.longestGrowth)
            let count = word.utf8.count
            let length = bytes.withUnsafeMutableBufferPointer { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return stemmer.stem(UnsafeBufferPointer(start: base, count: count), into: base)
            }
            #expect(length <= count + Stemmer.longestGrowth, "\(word)")
            let stem = String(validating: bytes[..<length], as: UTF8.self)
            #expect(stem != nil && stem == stemmer.stem(word), "\(word.debugDescription)")
        }
    }

    @Test(arguments: Stemmer.Algorithm.allCases) func longWordsAreReturned(algorithm: Stemmer.Algorithm) {
        let long = String(repeating: "ations", count: 100_000)
        #expect(Stemmer(algorithm).stem(long) == long)
        let longest = String(repeating: "ß", count: 127)
        #expect(!Stemmer(algorithm).stem(longest).isEmpty)
    }
}
