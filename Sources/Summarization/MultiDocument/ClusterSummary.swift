internal import TextProcessing

/// The sentences chosen from several texts about one matter.
public struct ClusterSummary: Sendable, Hashable {
    /// One chosen sentence and the text it stands in.
    public struct PlacedSentence: Sendable, Hashable {
        /// The index of the text.
        public var document: Int
        /// The sentence.
        public var sentence: Summary.ChosenSentence
    }

    /// The chosen sentences: by falling score with `.rank`, else as they stand, text after text.
    public var sentences: [PlacedSentence]
    /// Why the summary is shorter than asked for, or empty; nil if there is nothing to say.
    public var reason: String?
}

extension Summarizer {
    /// Summarizes several texts about one matter as one, without saying anything twice.
    ///
    /// Texts that have no order between them have no beginning either: sentences are ranked by their centrality among
    /// the sentences of all texts (``SummaryStyle/extract``), unless a query or another method is asked for. Give the
    /// texts in the order of their time if the summary should follow it. The language is that of the first text.
    ///
    /// - Complexity: O(bytes of all texts) with the default method.
    public func summarize(cluster inputs: [SummarizationInput]) -> ClusterSummary {
        SummarizationWorkspace.withIdle { summarize(cluster: inputs, workspace: &$0) }
    }

    /// Summarizes several texts with the word tables of earlier ones.
    public func summarize(
        cluster inputs: [SummarizationInput], workspace: inout SummarizationWorkspace
    ) -> ClusterSummary {
        let cluster = JoinedInput(inputs)
        var summarizer = self
        summarizer.isCluster = true
        if summarizer.options.method == .auto || summarizer.options.method == .learned {
            summarizer.options.style = .extract
            summarizer.options.method = .auto
        }
        let summary = summarizer.summarize(cluster.input, workspace: &workspace)
        let sentences = summary.sentences.map { sentence in
            let (document, index) = cluster.place(of: sentence.index)
            var own = sentence
            own.index = index
            own.range = inputs[document].sentences[index].range
            return ClusterSummary.PlacedSentence(document: document, sentence: own)
        }
        return ClusterSummary(sentences: sentences, reason: summary.reason)
    }
}

/// Several inputs run together into one.
struct JoinedInput {
    /// The joined text, with the sentences of all inputs.
    private(set) var input: SummarizationInput
    /// For each input, the index of its first sentence in the joined one.
    private var starts: [Int] = []

    init(_ inputs: [SummarizationInput]) {
        var text = ""
        text.reserveCapacity(inputs.reduce(0) { $0 + $1.text.utf8.count + 2 })
        input = SummarizationInput(
            text: "", sentences: [], title: inputs.first?.title, language: inputs.first?.language ?? .undetermined)
        var paragraphs = 0
        for part in inputs {
            if !text.isEmpty { text.append("\n\n") }
            let offset = text.utf8.count
            text.append(part.text)
            starts.append(input.sentences.count)
            var last = paragraphs
            for (index, sentence) in part.sentences.enumerated() {
                var moved = sentence
                // A range outside its own text must not reach into the next one.
                let range = sentence.range.clamped(to: 0..<part.text.utf8.count)
                moved.range = (range.lowerBound + offset)..<(range.upperBound + offset)
                moved.paragraph = sentence.paragraph + paragraphs
                last = max(last, moved.paragraph)
                input.sentences.append(moved)
                input.exclusions.append(index < part.exclusions.count ? part.exclusions[index] : nil)
            }
            paragraphs = last + 1
        }
        input.text = text
    }

    /// The input and the index there of a sentence of the joined input.
    func place(of index: Int) -> (document: Int, index: Int) {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return (low, index - starts[low])
    }
}
