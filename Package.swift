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
        // The objects behind Integrations/: what wraps the package for other languages links them by itself.
        .library(name: "EpitomeC", type: .static, targets: ["EpitomeC"]),
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
        .systemLibrary(name: "CEpitome"),
        .target(name: "CKernels", exclude: ["generate_word_table.py"]),
        .target(name: "PretrainedModels", path: "Models/Embedded"),

        // Foundations: what every library may use, each idea once.
        .target(name: "SystemLibrary", swiftSettings: strict),
        .target(name: "Foundations", dependencies: ["CKernels", "SystemLibrary"], swiftSettings: strict),
        .target(
            name: "Serialization", dependencies: ["CKernels", "Foundations", "PretrainedModels", "SystemLibrary"],
            swiftSettings: strict),
        .target(
            name: "Vectors", dependencies: ["CBLAS", "CKernels", "Foundations", "Serialization", "SystemLibrary"],
            swiftSettings: strict),
        .target(
            name: "TextProcessing", dependencies: ["CKernels", "Foundations", "PretrainedModels", "Serialization"],
            swiftSettings: strict),

        // Text and numbers together.
        .target(
            name: "Vectorization",
            dependencies: [
                "CKernels", "Foundations", "PretrainedModels", "Serialization", "TextProcessing", "Vectors",
            ],
            swiftSettings: strict),
        .target(
            name: "Boilerplate",
            dependencies: [
                "CKernels", "Foundations", "PretrainedModels", "Serialization", "TextProcessing", "Vectorization",
            ], swiftSettings: strict),
        .target(
            name: "ArticleExtraction",
            dependencies: [
                "Boilerplate", "CXML2", "Foundations", "PretrainedModels", "Serialization", "TextProcessing",
            ],
            swiftSettings: strict),
        .target(
            name: "Documents",
            dependencies: [
                "ArticleExtraction", "CZlib", "Foundations", "Serialization", "SystemLibrary", "TextProcessing",
            ],
            swiftSettings: strict),
        .target(
            name: "TextEvaluation", dependencies: ["Foundations", "Serialization", "TextProcessing"],
            swiftSettings: strict),
        .target(
            name: "Corpora",
            dependencies: ["CKernels", "Documents", "Foundations", "Serialization", "SystemLibrary", "TextProcessing"],
            swiftSettings: strict),

        // Tasks. They never import each other.
        .target(
            name: "Summarization",
            dependencies: [
                "Foundations", "PretrainedModels", "Serialization", "TextEvaluation", "TextProcessing", "Vectorization",
                "Vectors",
            ],
            swiftSettings: strict),
        .target(
            name: "Classification",
            dependencies: [
                "CKernels", "Foundations", "PretrainedModels", "Serialization", "TextEvaluation", "TextProcessing",
                "Vectorization", "Vectors",
            ],
            swiftSettings: strict),
        .target(
            name: "Topics",
            dependencies: ["Foundations", "Serialization", "TextProcessing", "Vectorization", "Vectors"],
            swiftSettings: strict),

        // Façade and command.
        .target(
            name: "Epitome",
            dependencies: [
                "ArticleExtraction", "Boilerplate", "Classification", "Corpora", "Documents", "Foundations",
                "Serialization", "Summarization", "TextEvaluation", "TextProcessing", "Topics", "Vectorization",
                "Vectors",
            ],
            swiftSettings: strict),
        .target(
            name: "ContextServer",
            dependencies: [
                "Classification", "Corpora", "Epitome", "Serialization", "Summarization", "TextProcessing",
                "Vectorization",
            ],
            swiftSettings: strict),
        .target(
            name: "EpitomeC",
            dependencies: [
                "CEpitome", "Classification", "Epitome", "Foundations", "Serialization", "SystemLibrary",
                "TextProcessing", "Vectorization", "Vectors",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "EpitomeCommand",
            dependencies: [
                "ArticleExtraction", "Boilerplate", "Classification", "ContextServer", "Corpora", "Documents",
                "Epitome", "Foundations", "Serialization", "Summarization", "SystemLibrary", "TextEvaluation",
                "TextProcessing", "Topics", "Vectorization", "Vectors", argumentParser,
            ],
            exclude: ["README.md"], swiftSettings: strict),

        // Measures that need real evaluation data beside the project.
        .executableTarget(
            name: "evaluate-summaries",
            dependencies: [
                "Corpora", "Foundations", "Serialization", "Summarization", "SystemLibrary", "TextEvaluation",
                "TextProcessing",
            ],
            path: "Benchmarks/EvaluateSummaries", swiftSettings: strict),
        .executableTarget(
            name: "evaluate-text",
            dependencies: [
                "ArticleExtraction", "Boilerplate", "Corpora", "Epitome", "Foundations", "Serialization",
                "Summarization", "SystemLibrary", "TestSupport", "TextEvaluation", "TextProcessing",
            ],
            path: "Benchmarks/EvaluateText", swiftSettings: strict),

        .executableTarget(
            name: "evaluate-topics",
            dependencies: [
                "Classification", "Corpora", "Foundations", "Serialization", "SystemLibrary", "TextEvaluation",
                "TextProcessing",
            ],
            path: "Benchmarks/EvaluateTopics", swiftSettings: strict),
        .executableTarget(
            name: "evaluate-few-labels",
            dependencies: [
                "Classification", "Corpora", "Foundations", "Serialization", "SystemLibrary", "TextEvaluation",
                "TextProcessing", "Topics", "Vectorization", "Vectors",
            ],
            path: "Benchmarks/EvaluateFewLabels", exclude: ["Labels"], swiftSettings: strict),

        // Our side of the comparisons with peers, and what the committed instruction counts are counted of.
        .executableTarget(
            name: "contestant",
            dependencies: [
                "ArticleExtraction", "Boilerplate", "Classification", "Corpora", "Documents", "Epitome", "Foundations",
                "Serialization", "Summarization", "SystemLibrary", "TextProcessing", "Vectorization", "Vectors",
            ],
            path: "Benchmarks/Contestant", swiftSettings: strict),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["CZlib", "Foundations", "Serialization", "SystemLibrary"],
            path: "Tests/TestSupport",
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
            name: "ArticleTests", dependencies: ["Boilerplate", "Epitome", "Serialization", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "ClassificationTests",
            dependencies: ["Classification", "Serialization", "TestSupport", "TextEvaluation", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "TopicsTests",
            dependencies: [
                "Foundations", "Serialization", "TestSupport", "TextProcessing", "Topics", "Vectorization", "Vectors",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CorporaTests",
            dependencies: ["Corpora", "Documents", "Serialization", "SystemLibrary", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests",
            dependencies: ["Corpora", "Documents", "Epitome", "Summarization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["Corpora", "Documents", "Serialization", "SystemLibrary", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "TextProcessingTests",
            dependencies: ["Boilerplate", "Foundations", "Serialization", "TestSupport", "TextProcessing"],
            swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Serialization", "Summarization", "TestSupport", "TextEvaluation", "TextProcessing", "Vectorization",
                "Vectors",
            ],
            exclude: [
                "Classification/make_learning_goldens.py", "Goldens", "Numeric/make_goldens.py",
                "Numeric/python.safetensors", "Numeric/tfidf.json", "Rankers/make_ranker_goldens.py",
                "Rankers/rankers.json",
            ], swiftSettings: strict),
        .testTarget(
            name: "ContextServerTests", dependencies: ["ContextServer", "Serialization", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "EpitomeTests", dependencies: ["Epitome"], swiftSettings: strict),
        .target(name: "CEpitomeCalls", dependencies: ["CEpitome"], path: "Tests/CEpitomeCalls"),
        .testTarget(
            name: "EpitomeCTests", dependencies: ["CEpitomeCalls", "EpitomeC"], swiftSettings: strict),
        .testTarget(
            name: "SnapshotTests", dependencies: ["Serialization", "SystemLibrary", "TestSupport"],
            exclude: ["Snapshots", "Texts"],
            swiftSettings: strict),
        .testTarget(
            name: "SummarizationTests",
            dependencies: ["Summarization", "TestSupport", "TextProcessing", "Vectorization", "Vectors"],
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
