/// Finds out what separates the fields of a CSV input that does not say.
enum CSVDelimiter {
    /// In the order of preference between equals.
    private static let candidates: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]
    /// So many records and bytes are looked at.
    private static let sampleLimit = (records: 32, bytes: 1 << 16)

    /// The delimiter of a line `sep=;`, which Excel writes and reads before the header; nil for any other record.
    static func stated(_ record: Span<UInt8>) -> UInt8? {
        var bytes = record.withUnsafeBufferPointer { Array($0) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        if bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\""), bytes.count > 2 {
            bytes = Array(bytes.dropFirst().dropLast())
        }
        guard bytes.count == 5, bytes[..<4].map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else {
            return nil
        }
        return bytes[4]
    }

    /// The delimiter that gives the header and the records behind it the same number of fields; of several, and if none
    /// does, the one that the header has most of.
    ///
    /// Quotes are respected: what stands between them separates nothing.
    ///
    /// - Parameter bytes: The header and as much of what follows as is there.
    /// - Returns: The delimiter; a comma where nothing speaks for another.
    /// - Complexity: O(*n*) in the first 64 KiB.
    static func likely(in bytes: Span<UInt8>) -> UInt8 {
        let sample = bytes.extracting(first: min(bytes.count, sampleLimit.bytes))
        var best = (delimiter: candidates[0], isRegular: false, fields: 1)
        for delimiter in candidates {
            guard let counts = fieldCounts(of: sample, isWhole: sample.count == bytes.count, delimiter: delimiter),
                counts[0] > 1
            else { continue }
            let isRegular = counts.allSatisfy { $0 == counts[0] }
            if isRegular == best.isRegular ? counts[0] > best.fields : isRegular {
                best = (delimiter, isRegular, counts[0])
            }
        }
        return best.delimiter
    }

    /// The numbers of fields of the first records that are not blank.
    private static func fieldCounts(of sample: Span<UInt8>, isWhole: Bool, delimiter: UInt8) -> [Int]? {
        var counts: [Int] = []
        var start = 0
        while start < sample.count, counts.count < sampleLimit.records {
            let rest = sample.extracting(start...)
            let (length, isOpen) = CSVCutter.recordEnd(rest, delimiter: delimiter)
            // The last one may go on behind the sample.
            let isCut = length == rest.count && (isOpen || !isWhole || rest[length - 1] != 0x0A)
            if isCut, !counts.isEmpty { break }
            let record = rest.extracting(first: length)
            start += max(1, length)
            var isBlank = true
            for index in record.indices where record[index] > 0x20 {
                isBlank = false
                break
            }
            if isBlank { continue }
            var count = 0
            CSVRecord.forEachField(of: record, delimiter: delimiter) { _, _, _ in count += 1 }
            counts.append(count)
        }
        return counts.isEmpty ? nil : counts
    }
}
