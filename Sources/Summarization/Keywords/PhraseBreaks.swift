internal import Foundations
internal import Vectorization

/// Words that have content but end a phrase: verbs of papers and reports, adjectives that fit anything, adverbs.
///
/// "the proposed parser achieves good results" is about a parser. Names are not cut: `New York`, `First National Bank`.
struct PhraseBreaks: Sendable {
    private let list: WordList<Bool>

    static let english = PhraseBreaks(
        """
        able achieve achieved achieves address addressed addresses allow allowed allowing allows also appear appears \
        applied applies apply applying approach argue argued argues article ask asked author authors automatically \
        available based become becomes believe believes best better called case cases certain combine combined \
        combines combining compare compared compares comparing consider considered considering considers contain \
        containing contains current currently define defined defines demonstrate demonstrated demonstrates describe \
        described describes develop developed develops different directly discuss discussed discusses due easily \
        easy effective effectively efficient efficiently enable enabled enables evaluate evaluated evaluates examine \
        examined examines example examples exist existing exists explore explored explores fact figure finally find \
        finding findings finds first follow followed following follows fully furthermore general generally given \
        gives giving good help helped helps high higher highly however important improve improved improves improving \
        include included includes including increase increased increases increasing indicate indicated indicates \
        introduce introduced introduces investigate investigated investigates know known knows large larger lead \
        leading leads led low lower main major make makes making moreover need needs new novel number obtain \
        obtained obtains occur occurs order outperform outperformed outperforms paper particular perform performed \
        performing performs possible present presented presents previous previously propose proposed proposes \
        provide provided provides providing recent recently reduce reduced reduces reducing report reported reports \
        represent represented represents require required requires requiring respectively result resulting results \
        said say says second section seem seems set several show showed shown shows significant significantly \
        similar simple simply small specific study successfully suggest suggested suggests table take taken takes \
        taking tell think thinks third told tried tries try typically use used uses using usually various want wants \
        way ways well widely work yield yields
        """)

    private init(_ words: String) { list = WordList([(words, true)]) { $0 || $1 } }

    /// Whether no phrase holds the word at a range, whose folded form has a number.
    func end(
        phraseAt range: Range<Int>, _ number: WordNumber, _ lexicon: Lexicon, _ utf8: borrowing Span<UInt8>
    ) -> Bool {
        if ASCII.isUppercase(utf8[range.lowerBound]) {
            // At the start of a sentence a capital says nothing, unless another follows.
            var next = range.upperBound
            while next < utf8.count, utf8[next] == 0x20 { next += 1 }
            if next < utf8.count, ASCII.isUppercase(utf8[next]) { return false }
        }
        // A hyphen makes one word of two: `low-cost`, `well-known`.
        if range.upperBound < utf8.count, utf8[range.upperBound] == UInt8(ascii: "-") { return false }
        return lexicon.withBytes(of: number) { word in
            list.value(of: word) != nil || word.count > 5 && word.suffix(2).elementsEqual("ly".utf8)
        }
    }
}
