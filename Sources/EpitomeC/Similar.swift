public import CEpitome
internal import Epitome

/// An index of texts, which does not change.
final class IndexHandle: Handle {
    private let index: SimilarityIndex

    init(_ index: SimilarityIndex) { self.index = index }

    func matches(_ texts: ForeignTexts, limit: Int, threshold: Double, _ settings: CallSettings) throws -> Table {
        var offsets = ListOffsets()
        var documents: [Int64] = []
        var scores: [Float] = []
        for range in texts.blocks(ofBytes: settings.threads << 18) {
            let found = index.matches(
                for: range.map { texts.string(at: $0) ?? "" }, limit: limit, threshold: Float(threshold),
                threads: settings.threads)
            for matches in found {
                offsets.add(matches.count)
                for match in matches {
                    documents.append(Int64(match.document))
                    scores.append(match.score)
                }
            }
            try settings.advance(range.upperBound, of: texts.count)
        }
        return Table([
            NumberColumn("matches_offsets", offsets.ends), NumberColumn("document", documents),
            NumberColumn("score", scores),
        ])
    }
}

/// Indexes texts.
@c @implementation
public func epi_index_create(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: ["measure"])
        let texts = try ForeignTexts(texts, count).strings()
        return IndexHandle(
            SimilarityIndex(
                texts: texts, ids: texts.indices.map { "\($0)" },
                measure: try settings.name("measure", SimilarityMeasure.self) ?? .cosine, threads: settings.threads))
    }
}

/// Finds the texts of an index that are most like others.
@c @implementation
public func epi_index_matches(
    _ index: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: ["limit", "threshold"])
        let limit = try settings.integer("limit", in: 1...1_000_000) ?? 10
        let threshold = try settings.double("threshold") ?? 0
        return try object(index, IndexHandle.self, "index").matches(
            ForeignTexts(texts, count), limit: limit, threshold: threshold, settings)
    }
}
