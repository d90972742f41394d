import ArgumentParser
import Classification

/// The models that are part of the program.
enum ShippedModel: CaseIterable {
    case newsTopics
    case encyclopedia

    /// What `--model` calls it.
    var name: String {
        switch self {
        case .newsTopics: "news-topics"
        case .encyclopedia: "encyclopedia"
        }
    }

    /// What it does.
    var summary: String {
        switch self {
        case .newsTopics: "topics of news"
        case .encyclopedia: "what kind of thing an encyclopedia article is about"
        }
    }

    /// The model, ready to use.
    var classifier: Classifier {
        switch self {
        case .newsTopics: .newsTopics
        case .encyclopedia: .encyclopedia
        }
    }
}

/// Finds the model that `--model` names.
enum ModelLoading {
    /// The file that is read for a model, if it is none of the program's own.
    static func files(_ nameOrPath: String) -> [(option: String, path: String)] {
        ShippedModel.allCases.contains { $0.name == nameOrPath } ? [] : [("--model", nameOrPath)]
    }

    /// A shipped model by its name, or one from a file.
    ///
    /// - Throws: ``ExitStatus/nothingDone`` after saying what is wrong with the file.
    static func classifier(_ nameOrPath: String) throws -> Classifier {
        if let shipped = ShippedModel.allCases.first(where: { $0.name == nameOrPath }) { return shipped.classifier }
        do {
            return try Classifier(path: nameOrPath)
        } catch {
            let names = ShippedModel.allCases.map(\.name).joined(separator: ", ")
            Diagnostics.write("\(error)")
            Diagnostics.write("--model takes the path of a model made by `epitome train`, or one of: \(names)")
            throw ExitStatus.nothingDone
        }
    }
}
