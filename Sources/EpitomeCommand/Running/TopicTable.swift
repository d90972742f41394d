import Corpora
import Serialization
import TextEvaluation
import TextProcessing
import Topics

/// The topics with their words, sizes and nearest documents, how they join, and how they change.
struct TopicTable {
    let topics: DiscoveredTopics
    let ids: [String]
    let texts: [String]
    /// The period of each document; empty if none was asked for, nil where a document has none.
    var periods: [String?] = []
    /// Whether it is shown how topics join.
    var showsHierarchy = false

    /// How many of the nearest documents are named.
    private static let listed = 3

    /// What a model calls a topic.
    func label(_ topic: Int) -> String {
        (["\(topic + 1)"] + topics.topics[topic].words.prefix(3)).joined(separator: " ")
    }

    /// The label of each document.
    var answers: [(label: String, probability: Double)?] {
        topics.answers.map { answer in answer.topic.map { (label($0), answer.probability) } }
    }

    /// How many documents have no topic or are far from the middle of theirs.
    private var outliers: Int { topics.answers.count { $0.isOutlier } }

    /// How many documents each topic has in each period, the periods in order.
    var changes: [(period: String, counts: [Int])] {
        var counts: [String: [Int]] = [:]
        for (period, answer) in zip(periods, topics.answers) {
            guard let period, let topic = answer.topic else { continue }
            counts[period, default: [Int](repeating: 0, count: topics.topics.count)][topic] += 1
        }
        return counts.keys.sorted().map { ($0, counts[$0] ?? []) }
    }

    /// For people.
    func text(_ style: TerminalStyle) -> String {
        let counts = [
            Decimals.counted(topics.topics.count, "topic") + " in " + Decimals.counted(texts.count, "document"),
            Decimals.counted(outliers, "outlier"),
        ]
        var lines = [counts.joined(separator: ", ")]
        for (place, topic) in topics.topics.enumerated() {
            let words = VisibleText.field(topic.words.joined(separator: " "))
            lines.append("\n\(style.bold("\(place + 1)"))\t\(Decimals.grouped(topic.size))\t\(words)")
            for text in topic.nearest.prefix(Self.listed) {
                lines.append("\t\(VisibleText.field(ids[text]))\t\(VisibleText.field(TextBeginning.of(texts[text])))")
            }
        }
        if showsHierarchy {
            lines.append("\nHow they join:")
            for (place, merge) in topics.hierarchy.enumerated() {
                let likeness = Decimals.text(merge.likeness, digits: 2)
                lines.append(
                    "\(topics.topics.count + place + 1)\t\(merge.first + 1) and \(merge.second + 1)\t\(likeness)")
            }
        }
        if !periods.isEmpty {
            lines.append("\nShare of each topic over time, in percent:")
            for change in changes {
                let total = Double(max(1, change.counts.reduce(0, +)))
                let shares = change.counts.map { Decimals.text(100 * Double($0) / total, digits: 0) }
                lines.append("\(change.period)\t\(shares.joined(separator: "\t"))")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// For programs.
    var json: String {
        var writer = JSONWriter(pretty: true)
        writer.beginObject()
        writer.member("documents", texts.count)
        writer.member("outliers", outliers)
        writer.member("language", topics.language.rawValue)
        writer.key("topics")
        writer.beginArray()
        for (place, topic) in topics.topics.enumerated() { write(topic, number: place + 1, to: &writer) }
        writer.endArray()
        if showsHierarchy { writeHierarchy(to: &writer) }
        if !periods.isEmpty { writeChanges(to: &writer) }
        writer.endObject()
        return writer.text + "\n"
    }

    private func write(_ topic: DiscoveredTopics.Topic, number: Int, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("topic", number)
        writer.member("size", topic.size)
        writer.key("words")
        writer.beginArray()
        for word in topic.words { writer.value(word) }
        writer.endArray()
        writer.key("nearest")
        writer.beginArray()
        for text in topic.nearest { writer.value(ids[text]) }
        writer.endArray()
        writer.endObject()
    }

    /// A merge's number is that of a topic after all topics.
    private func writeHierarchy(to writer: inout JSONWriter) {
        writer.key("hierarchy")
        writer.beginArray()
        for (place, merge) in topics.hierarchy.enumerated() {
            writer.beginObject()
            writer.member("topic", topics.topics.count + place + 1)
            writer.key("joins")
            writer.beginArray()
            writer.value(merge.first + 1)
            writer.value(merge.second + 1)
            writer.endArray()
            writer.member("likeness", TopicAnswers.rounded(merge.likeness))
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeChanges(to writer: inout JSONWriter) {
        writer.key("over")
        writer.beginArray()
        for change in changes {
            writer.beginObject()
            writer.member("period", change.period)
            writer.key("documents")
            writer.beginArray()
            for count in change.counts { writer.value(count) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }
}

/// The part of a date that topics are counted by.
enum TopicPeriod: String, CaseIterable {
    case year, month, day

    /// The period that a date of ISO 8601 begins with, such as `2004-11` of `2004-11-28T10:00:00Z`; nil for anything else.
    func period(of date: String) -> String? {
        let lengths: [Self: Int] = [.year: 4, .month: 7, .day: 10]
        let start = date.utf8.prefix(lengths[self] ?? 4)
        guard start.count == lengths[self] else { return nil }
        for (place, byte) in start.enumerated() {
            let isRight = place == 4 || place == 7 ? byte == UInt8(ascii: "-") : byte &- UInt8(ascii: "0") < 10
            guard isRight else { return nil }
        }
        return String(decoding: Array(start), as: UTF8.self)
    }
}
