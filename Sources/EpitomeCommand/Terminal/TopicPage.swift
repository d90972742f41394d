import TextEvaluation
import TextProcessing
import Topics

/// The topics of a collection as an HTML page: map, sizes, words, nearest documents, change over time.
struct TopicPage {
    let table: TopicTable

    var html: String {
        let topics = table.topics.topics
        var page = HTMLReport(
            title: "Topics", subtitle: "Found in \(Decimals.counted(table.texts.count, "document")), without labels")
        page.keyFigures([
            ("\(topics.count)", "topics"), (Decimals.grouped(table.texts.count), "documents"),
            (Decimals.grouped(table.topics.answers.count { $0.isOutlier }), "outliers"),
        ])
        page.section("Map")
        let places = table.topics.map
        page.figure(
            BubbleChart(
                bubbles: topics.indices.map { topic in
                    BubbleChart.Bubble(
                        label: table.label(topic), x: places[topic].x, y: places[topic].y,
                        size: Double(topics[topic].size))
                }, title: "Map of \(topics.count) topics"
            ).svg, caption: "Topics alike lie near each other; areas are numbers of documents.")
        page.section("Sizes")
        page.figure(
            BarChart(
                bars: topics.indices.map { BarChart.Bar(label: table.label($0), value: Double(topics[$0].size)) },
                title: "Documents of each topic", format: { Decimals.grouped(Int($0)) }
            ).svg, caption: "Documents of each topic.")
        if !table.periods.isEmpty {
            page.section("Over time")
            page.table(
                header: ["period"] + topics.indices.map { "\($0 + 1)" },
                rows: table.changes.map { [$0.period] + $0.counts.map { Decimals.grouped($0) } },
                numeric: Set(1...max(1, topics.count)))
        }
        if table.showsHierarchy {
            page.section("How topics join")
            page.table(
                header: ["group", "of", "and", "likeness"],
                rows: table.topics.hierarchy.enumerated().map { place, merge in
                    [
                        "\(topics.count + place + 1)", name(merge.first), name(merge.second),
                        Decimals.text(merge.likeness, digits: 2),
                    ]
                }, numeric: [3])
        }
        for (place, topic) in topics.enumerated() {
            page.section("\(place + 1) · \(topic.words.prefix(3).joined(separator: ", "))")
            page.paragraph(topic.words.joined(separator: " · "))
            page.list(topic.nearest.map { "\(table.ids[$0]): \(TextBeginning.of(table.texts[$0]))" })
        }
        return page.html
    }

    /// A topic with its words, or the number of a group.
    private func name(_ node: Int) -> String {
        node < table.topics.topics.count ? table.label(node) : "group \(node + 1)"
    }
}
