import ArgumentParser

/// How topics are found that have names and no examples.
struct NamesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Topics by their names: separated by commas, or a file with `name: description or keywords` a line, a JSON \
            object of these, or records (JSON, JSON Lines, CSV) with the fields label and description.
            """, valueName: "names|file"))
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "Learn from the documents of this file or folder instead of those that are classified.", valueName: "path"),
        completion: .file())
    var unlabelled: String?

    @Flag(help: "Learn from nothing: each document by itself, by the cosine of its words' vectors with the labels'.")
    var singlePass = false

    @Flag(help: "Give a document every label that is at least half as likely as its likeliest one.")
    var multiLabel = false

    @Option(
        help: ArgumentHelp(
            "Write an ordinary model, trained on the answers, for `classify --model`.", valueName: "file"),
        completion: .file(extensions: ["safetensors"]))
    var save: String?

    func validate() throws {
        if labels == nil, unlabelled != nil || singlePass || multiLabel || save != nil {
            throw ValidationError("--unlabelled, --single-pass, --multi-label and --save belong to --labels.")
        }
        if singlePass, unlabelled != nil {
            throw ValidationError("Pass only one of --single-pass, which learns nothing, and --unlabelled.")
        }
        if singlePass, save != nil {
            throw ValidationError("--single-pass learns nothing that --save could write.")
        }
    }
}
