internal import CEpitome
internal import Foundations
internal import Serialization

/// How a call is to be done: its options, its threads, and whom to ask whether to go on.
struct CallSettings {
    let threads: Int
    private let options: JSONObject
    private let progress: epi_progress?
    private let context: UnsafeMutableRawPointer?

    /// Reads a call, whose options must be among the known ones.
    init(_ call: UnsafePointer<epi_call>?, known: [String]) throws {
        guard let call else {
            (threads, options, progress, context) = (1, JSONObject(), nil, nil)
            return
        }
        guard call.pointee.size >= Int64(MemoryLayout<epi_call>.size) else {
            throw CallFailure.invalid("the call's size is \(call.pointee.size)")
        }
        guard call.pointee.threads >= 0 else {
            throw CallFailure.invalid("the number of threads is \(call.pointee.threads)")
        }
        threads = call.pointee.threads == 0 ? Thread.availableCores : min(1024, Int(call.pointee.threads))
        (progress, context) = (call.pointee.progress, call.pointee.context)
        guard let text = call.pointee.options else {
            options = JSONObject()
            return
        }
        guard let parsed = try JSONValue(parsing: String(cString: text)).object else {
            throw CallFailure.invalid("the options are no JSON object")
        }
        options = parsed
        for name in parsed.keys where !known.contains(name) {
            throw CallFailure.invalid(
                "there is no option \"\(name)\" here, but \(known.sorted().joined(separator: ", "))")
        }
    }

    /// Says how far the call is, and throws if the caller wants no more of it.
    func advance(_ done: Int, of total: Int) throws {
        guard let progress, progress(context, Int64(done), Int64(total)) != 0 else { return }
        throw CallFailure(code: Int(EPI_CANCELLED), message: "the call was cancelled")
    }

    // MARK: Options

    private func value<Value>(_ name: String, _ kind: String, _ read: (JSONValue) -> Value?) throws -> Value? {
        guard let found = options[name], !found.isNull else { return nil }
        guard let value = read(found) else {
            throw CallFailure.invalid("the option \"\(name)\" must be \(kind), not \(found)")
        }
        return value
    }

    func string(_ name: String) throws -> String? { try value(name, "a text") { $0.string } }
    func bool(_ name: String, _ standard: Bool) throws -> Bool {
        try value(name, "true or false") { $0.bool } ?? standard
    }
    func double(_ name: String) throws -> Double? { try value(name, "a number") { $0.double } }
    func strings(_ name: String) throws -> [String]? {
        try value(name, "a list of texts") { value in
            value.array.flatMap { list in
                let texts = list.compactMap(\.string)
                return texts.count == list.count ? texts : nil
            }
        }
    }

    /// An integer within a range.
    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let number = try value(name, "an integer", { $0.integer }) else { return nil }
        guard range.contains(number) else {
            throw CallFailure.invalid(
                "the option \"\(name)\" must be in \(range.lowerBound)...\(range.upperBound), not \(number)")
        }
        return number
    }

    /// A pair of integers, the first one not above the second.
    func range(_ name: String, in limits: ClosedRange<Int>) throws -> ClosedRange<Int>? {
        let pair = try value(name, "a pair of integers") { value in
            value.array.flatMap { $0.count == 2 ? $0.compactMap(\.integer) : nil }
        }
        guard let pair else { return nil }
        guard pair.count == 2, limits.contains(pair[0]), limits.contains(pair[1]), pair[0] <= pair[1] else {
            throw CallFailure.invalid(
                "the option \"\(name)\" must be two ascending integers in \(limits.lowerBound)...\(limits.upperBound)")
        }
        return pair[0]...pair[1]
    }

    /// One of some names.
    func name<Value: RawRepresentable & CaseIterable>(
        _ option: String, _ kind: Value.Type
    ) throws -> Value? where Value.RawValue == String {
        guard let name = try string(option) else { return nil }
        guard let value = Value(rawValue: name) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw CallFailure.invalid("the option \"\(option)\" must be one of \(names), not \"\(name)\"")
        }
        return value
    }
}
