import Documents
import Epitome
import TextProcessing

/// How commands that need no judged sentences read a document.
struct DocumentReading {
    let pipeline: DocumentPipeline

    init(language: Language?) { pipeline = DocumentPipeline(language: language, removesBoilerplate: false) }

    /// The text of a document and the sentences in it.
    func sentences(of document: Document) -> (text: String, sentences: [Sentence]) {
        guard case .text(let text) = document.content, SpeechReader.article(text) == nil else {
            let prepared = pipeline.prepare(document)
            return (prepared.text, prepared.sentences)
        }
        let language = pipeline.language(of: text, in: document)
        return (text, SentenceSegmenter(language: language).sentences(in: text))
    }
}
