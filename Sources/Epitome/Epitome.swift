// One import for the whole toolkit.
@_exported public import ArticleExtraction
@_exported public import Boilerplate
@_exported public import Classification
@_exported public import Corpora
@_exported public import Documents
@_exported public import Serialization
@_exported public import Summarization
@_exported public import TextEvaluation
@_exported public import TextProcessing
@_exported public import Topics
@_exported public import Vectorization
@_exported public import Vectors
