// swift-tools-version: 6.2
import PackageDescription

/// One standard for every Swift target: Swift 6 mode (from the tools version), explicit existentials, imports that
/// carry their access level, and no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "epitome",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Epitome", targets: ["Epitome"]),
        .executable(name: "epitome", targets: ["EpitomeCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // C: system libraries, kernels, weights as read-only data.
        // Only the header, and only on Linux: the library is loaded when it is first used (Vectors/Dense/BLASLibrary.swift).
        .systemLibrary(name: "CBLAS", providers: [.apt(["libblas-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CKernels", exclude: ["generate_word_table.py"]),
        .target(
            name: "PretrainedModels", path: "Models",
            exclude: [
                "article", "boilerplate", "encyclopedia", "language", "news-topics", "sentences",
                "summarization-background", "summarization-encyclopedia", "summarization-extract", "summarization-news",
                "summarization-news-french", "summarization-science", "train_summarization.py", "train_topics.sh",
                "train_trees.py",
            ], sources: ["Embedded"],
            publicHeadersPath: "Embedded/include"),

        // Foundations.
        .target(name: "Serialization", dependencies: ["CKernels"], swiftSettings: strict),
        .target(name: "Vectors", dependencies: ["CBLAS", "CKernels", "Serialization"], swiftSettings: strict),
        .target(
            name: "TextProcessing", dependencies: ["CKernels", "PretrainedModels", "Serialization"],
            swiftSettings: strict),
        .target(
            name: "ArticleExtraction",
            dependencies: ["CXML2", "PretrainedModels", "Serialization", "TextProcessing"], swiftSettings: strict),

        // Text and numbers together.
        .target(
            name: "Vectorization", dependencies: ["CKernels", "Serialization", "TextProcessing", "Vectors"],
            swiftSettings: strict),
        .target(name: "TextEvaluation", dependencies: ["Serialization"], swiftSettings: strict),
        .target(
            name: "Corpora", dependencies: ["CKernels", "CZlib", "Serialization", "TextProcessing"],
            swiftSettings: strict),

        // Tasks. They never import each other.
        .target(
            name: "Summarization",
            dependencies: [
                "CKernels", "PretrainedModels", "Serialization", "TextEvaluation", "TextProcessing", "Vectorization",
                "Vectors",
            ],
            swiftSettings: strict),
        .target(
            name: "Classification",
            dependencies: ["CKernels", "PretrainedModels", "Serialization", "TextEvaluation", "Vectors"],
            swiftSettings: strict),

        // Façade and command.
        .target(
            name: "Epitome",
            dependencies: [
                "ArticleExtraction", "Classification", "Corpora", "Serialization", "Summarization", "TextEvaluation",
                "TextProcessing", "Vectorization", "Vectors",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "EpitomeCommand",
            dependencies: [
                "ArticleExtraction", "Classification", "Corpora", "Epitome", "Serialization", "Summarization",
                "TextEvaluation", "TextProcessing", "Vectorization", "Vectors",
                argumentParser,
            ],
            exclude: ["README.md"], swiftSettings: strict),

        // Measures that need real evaluation data beside the project.
        .executableTarget(
            name: "evaluate-summaries",
            dependencies: ["Corpora", "Serialization", "Summarization", "TextEvaluation", "TextProcessing"],
            path: "Benchmarks/EvaluateSummaries", swiftSettings: strict),
        .executableTarget(
            name: "evaluate-text",
            dependencies: [
                "ArticleExtraction", "Corpora", "Epitome", "Serialization", "Summarization", "TestSupport",
                "TextProcessing",
            ],
            path: "Benchmarks/EvaluateText", swiftSettings: strict),

        .executableTarget(
            name: "evaluate-topics",
            dependencies: ["Classification", "Corpora", "Serialization", "TextEvaluation", "TextProcessing"],
            path: "Benchmarks/EvaluateTopics", swiftSettings: strict),

        // Our side of the comparisons with peers, and what the committed instruction counts are counted of.
        .executableTarget(
            name: "contestant",
            dependencies: [
                "ArticleExtraction", "Classification", "Corpora", "Epitome", "Serialization", "Summarization",
                "TextProcessing", "Vectorization", "Vectors",
            ],
            path: "Benchmarks/Contestant", swiftSettings: strict),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(name: "SerializationTests", dependencies: ["Serialization", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "VectorsTests", dependencies: ["TestSupport", "Vectors"], swiftSettings: strict),
        .testTarget(
            name: "VectorizationTests",
            dependencies: ["Serialization", "TestSupport", "TextProcessing", "Vectorization", "Vectors"],
            swiftSettings: strict),
        .testTarget(
            name: "ArticleExtractionTests",
            dependencies: ["ArticleExtraction", "Serialization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "ArticleTests", dependencies: ["Epitome", "Serialization", "TextProcessing"], swiftSettings: strict),
        .testTarget(
            name: "ClassificationTests",
            dependencies: ["Classification", "Serialization", "TestSupport", "TextEvaluation"], swiftSettings: strict),
        .testTarget(
            name: "CorporaTests", dependencies: ["Corpora", "Serialization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests", dependencies: ["Corpora", "Serialization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "TextProcessingTests", dependencies: ["Serialization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Serialization", "Summarization", "TestSupport", "TextEvaluation", "TextProcessing", "Vectorization",
                "Vectors",
            ],
            exclude: [
                "Classification/make_learning_goldens.py", "Goldens", "Numeric/make_goldens.py",
                "Numeric/python.safetensors", "Numeric/tfidf.json",
            ], swiftSettings: strict),
        .testTarget(name: "EpitomeTests", dependencies: ["Epitome"], swiftSettings: strict),
        .testTarget(
            name: "SummarizationTests", dependencies: ["Summarization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "QualityTests",
            dependencies: ["Serialization", "Summarization", "TestSupport", "TextEvaluation", "TextProcessing"],
            exclude: ["floors.json"], swiftSettings: strict),
        .testTarget(
            name: "TextEvaluationTests", dependencies: ["Serialization", "TextEvaluation"], swiftSettings: strict),
    ],
    cLanguageStandard: .c2x
)
