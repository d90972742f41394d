import Corpora
import Documents
import Serialization
import Synchronization
import TestSupport
import Testing

@Suite("Batch runs") struct BatchTests {
    let folder = TemporaryFolder()

    private func input(_ count: Int) -> String {
        folder.write("in.jsonl", (0..<count).map { "{\"id\":\($0),\"text\":\"text \($0)\"}\n" }.joined())
    }

    private func run(
        _ path: String, jobs: Int, timeLimit: Double? = nil, compresses: Bool = false,
        stop: @escaping @Sendable () -> Bool = { false }, transform: @escaping @Sendable (CorpusRecord) throws -> String
    ) throws -> (output: [UInt8], failures: [BatchFailure], progress: BatchProgress) {
        var options = BatchOptions(jobs: jobs, timeLimit: timeLimit)
        options.compressesOutput = compresses
        let batch = BatchRun(paths: [path], corpus: CorpusOptions(), options: options, shouldStop: stop)
        var output: [UInt8] = []
        var failures: [BatchFailure] = []
        let progress = try batch.run(
            makeTransform: { { record, writer in writer.raw(try transform(record) + "\n") } },
            writeFailure: { failure, writer in writer.raw("!\(failure.id)\n") },
            write: { bytes, errors throws(CorpusError) in
                output += bytes
                failures += errors
            })
        return (output, failures, progress)
    }

    @Test("Results come in input order at any number of jobs", arguments: [1, 2, 3, 8])
    func order(jobs: Int) throws {
        let path = input(5000)
        let result = try run(path, jobs: jobs) { $0.id }
        #expect(String(decoding: result.output, as: UTF8.self) == (0..<5000).map { "\($0)\n" }.joined())
        #expect(result.progress.succeeded == 5000 && result.failures.isEmpty && !result.progress.wasInterrupted)
    }

    @Test("While a folder is worked on, its size is found, and what was read adds up to it")
    func folderSize() throws {
        for number in 0..<6 { folder.write("files/\(number).txt", String(repeating: "x", count: 100 * number + 1)) }
        var options = BatchOptions(jobs: 1)
        options.measuresInputs = true
        let batch = BatchRun(paths: [folder.file("files")], corpus: CorpusOptions(), options: options)
        var totals: Set<Int?> = []
        let progress = try batch.run(
            makeTransform: {
                { _, _ in
                    let end = ContinuousClock.now + .milliseconds(120)
                    while ContinuousClock.now < end {}
                }
            },
            writeFailure: { _, _ in }, write: { _, _ in }, report: { totals.insert($0.totalBytes) })
        #expect(totals.subtracting([nil]) == [1506])
        #expect(progress.consumedBytes == 1506 && progress.succeeded == 6)
    }

    @Test("A record that fails becomes an error in its place")
    func failures() throws {
        struct Odd: Error {}
        let result = try run(input(100), jobs: 4) { record in
            if record.index % 2 == 1 { throw Odd() }
            return record.id
        }
        let expected = (0..<100).map { $0 % 2 == 1 ? "!\($0)\n" : "\($0)\n" }.joined()
        #expect(String(decoding: result.output, as: UTF8.self) == expected)
        #expect(result.failures.map(\.index) == Array(stride(from: 1, to: 100, by: 2)))
        #expect(result.failures[0].error.location?.line == 2)
    }

    @Test("A record that hangs is cut off and the run goes on, in order")
    func timeLimit() throws {
        nonisolated(unsafe) let flag = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
        flag.initialize(to: false)
        let result = try run(input(300), jobs: 2, timeLimit: 0.2) { record in
            if record.id == "17" || record.id == "18" {
                // Runs on for some seconds, as a pathological input would.
                var sum = 0
                for number in 0..<4_000_000_000 where flag.pointee == false {
                    sum &+= number
                    if number % 1_000_000 == 0, sum == 42 { break }
                }
                return "\(sum)"
            }
            return record.id
        }
        flag.pointee = true
        let expected = (0..<300).map { $0 == 17 || $0 == 18 ? "!\($0)\n" : "\($0)\n" }.joined()
        #expect(String(decoding: result.output, as: UTF8.self) == expected)
        #expect(result.failures.map(\.error.code) == [.timeLimit, .timeLimit])
    }

    @Test("Asked to stop, a run ends with a whole prefix of the results")
    func stop() throws {
        let highest = HighestIndex()
        let result = try run(input(20_000), jobs: 2, stop: { highest.value.load(ordering: .relaxed) > 3000 }) {
            record in
            highest.value.max(record.index, ordering: .relaxed)
            return record.id
        }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        #expect(result.progress.wasInterrupted)
        #expect(lines.count < 20_000)
        #expect(lines == (0..<lines.count).map { "\($0)" })
    }

    @Test("A failing output ends the run with its error")
    func failingOutput() {
        let batch = BatchRun(paths: [input(50_000)], corpus: CorpusOptions(), options: BatchOptions(jobs: 2))
        let error = #expect(throws: CorpusError.self) {
            try batch.run(
                makeTransform: { { record, writer in writer.raw(record.id) } }, writeFailure: { _, _ in },
                write: { _, _ throws(CorpusError) in throw CorpusError(.output, "full") })
        }
        #expect(error?.code == .output)
    }

    @Test("A partial output says how far it is, whatever its last bytes", arguments: [false, true])
    func resumePoint(isCompressed: Bool) throws {
        let lines = (0..<40).map {
            $0 % 10 == 3 ? "{\"id\":\($0),\"error\":\"x\"}\n" : "{\"id\":\($0),\"label\":\"error\"}\n"
        }
        let pieces = stride(from: 0, to: 40, by: 8).map { start in
            Array(lines[start..<start + 8].joined().utf8)
        }
        let blocks = isCompressed ? pieces.map { Gzip.member($0) } : pieces
        let whole = Array(blocks.joined())
        let ends = blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        for cut in [0, 1, ends[1] - 1, ends[1], ends[1] + 3, ends[3] - 5, whole.count - 1, whole.count] {
            let path = folder.write("partial", Array(whole[..<cut]))
            let point = try #require(try ResumePoint.find(in: path, isCompressed: isCompressed))
            if isCompressed {
                let members = ends.count { $0 > 0 && $0 <= cut }
                #expect(point.records == members * 8 && point.outputBytes == ends[members])
            } else {
                let text = String(decoding: whole[..<cut], as: UTF8.self)
                #expect(point.records == text.utf8.count { $0 == 0x0A })
                #expect(
                    point.outputBytes == text.utf8.lastIndex(of: 0x0A).map {
                        text.utf8.distance(from: text.startIndex, to: $0) + 1
                    } ?? 0)
            }
            #expect(point.failures == (0..<point.records).count { $0 % 10 == 3 })
        }
        #expect(try ResumePoint.find(in: folder.file("absent"), isCompressed: isCompressed) == nil)
        let errors = folder.write("errors", "a\nbb\nccc\nd")
        #expect(try ResumePoint.offset(behindLines: 2, in: errors) == 5)
        #expect(try ResumePoint.offset(behindLines: 0, in: errors) == 0)
        #expect(try ResumePoint.offset(behindLines: 9, in: errors) == 9)
    }
}

/// The highest number that any worker has seen.
private final class HighestIndex: Sendable {
    let value = Atomic<Int>(0)
}
