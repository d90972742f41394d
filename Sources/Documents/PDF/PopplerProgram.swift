internal import ArticleExtraction
internal import SystemLibrary

/// `pdftotext` of poppler as a program of its own, where PDFium is missing; its library is never loaded, since it is under the
/// GPL.
package enum PopplerProgram {
    /// Seconds that it may take for one file.
    private static let timeLimit = 120
    /// Bytes that it may write for one file.
    private static let maximumBytes = 256 << 20

    /// Where it is; nil where there is none.
    package static var path: String? {
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        for folder in folders + ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        where access("\(folder)/pdftotext", X_OK) == 0 {
            return "\(folder)/pdftotext"
        }
        return nil
    }

    /// The pages of a file and what it says about itself.
    static func pages(_ bytes: [UInt8], program: String) throws(DocumentError) -> (
        pages: [Page], properties: OfficeProperties
    ) {
        let (status, output) = try run(program, bytes)
        let receiver = BoxReceiver()
        _ = XMLEvents.parse(output, prefixes: ["http://www.w3.org/1999/xhtml": ""], recovers: true, to: receiver)
        guard status == 0 || !receiver.pages.isEmpty else {
            // 3: the file does not permit it; 1: it cannot be opened, for want of a password or since it is damaged.
            if status == 3 { throw DocumentError(.encrypted, "does not permit its text to be read") }
            if holds("/Encrypt", bytes) {
                throw DocumentError(.encrypted, "is locked by a password; save it without one (`qpdf --decrypt`)")
            }
            throw .damaged("the PDF is damaged")
        }
        return (receiver.pages.map(\.inReadingOrder), receiver.properties)
    }

    private static func holds(_ word: String, _ bytes: [UInt8]) -> Bool {
        let wanted = Array(word.utf8)
        return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
    }

    private static func run(_ program: String, _ bytes: [UInt8]) throws(DocumentError) -> (status: CInt, [UInt8]) {
        // A file without a name: the program wants to jump about in it.
        guard let file = tmpfile() else {
            throw DocumentError(.missingLibrary, "no temporary file can be made for pdftotext")
        }
        defer { fclose(file) }
        guard bytes.withUnsafeBytes({ fwrite($0.baseAddress, 1, $0.count, file) }) == bytes.count, fflush(file) == 0
        else {
            throw DocumentError(.missingLibrary, "the temporary file for pdftotext cannot be written")
        }
        lseek(fileno(file), 0, SEEK_SET)
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw DocumentError(.missingLibrary, "no pipe can be made for pdftotext") }
        defer { SystemLibrary.close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, fileno(file), 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = ["pdftotext", "-bbox-layout", "-enc", "UTF-8", "/dev/stdin", "-"]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let started = posix_spawn(&process, program, &actions, nil, arguments, environ)
        SystemLibrary.close(ends[1])
        guard started == 0 else { throw DocumentError(.missingLibrary, "pdftotext cannot be started") }
        let output = read(ends[0])
        if output == nil { kill(process, SIGKILL) }
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard let output else {
            throw DocumentError(.tooLarge, "pdftotext takes longer than \(timeLimit) s or writes too much: given up")
        }
        return (status & 0x7F == 0 ? (status >> 8) & 0xFF : 128, output)
    }

    /// All that comes out of a pipe; nil if it is too much or takes too long.
    private static func read(_ descriptor: CInt) -> [UInt8]? {
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let end = time(nil) + timeLimit
        while output.count < maximumBytes, time(nil) < end {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 500) != 0 else { continue }
            let count = piece.withUnsafeMutableBytes { SystemLibrary.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return output }
            output.append(contentsOf: piece[..<count])
        }
        return nil
    }
}

/// Turns the words and boxes that `pdftotext -bbox-layout` writes into lines.
private final class BoxReceiver: XMLEventReceiver {
    private(set) var pages: [Page] = []
    private(set) var properties = OfficeProperties()
    private var builder = LineBuilder()
    private var word: (left: Double, right: Double, top: Double, bottom: Double)?
    private var text = TextGatherer()

    func start(_ name: String, _ attributes: XMLAttributes) {
        func number(_ name: String) -> Double { attributes[name].flatMap { Double($0) } ?? 0 }
        switch name {
        case "page": pages.append(Page(width: number("width"), height: number("height"), lines: []))
        case "word":
            word = (number("xMin"), number("xMax"), number("yMin"), number("yMax"))
            _ = text.take()
        case "meta":
            guard let content = attributes["content"] else { return }
            switch attributes["name"] {
            case "Author": properties.take("dc:creator", content)
            case "CreationDate": properties.take("dcterms:created", content)
            default: break
            }
        case "title": _ = text.take()
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "title": properties.take("dc:title", text.take())
        case "word":
            guard let word, let page = pages.last else { return }
            let said = text.take().unicodeScalars
            builder.addBlank()
            let width = (word.right - word.left) / Double(max(1, said.count))
            for (place, scalar) in said.enumerated() {
                let left = word.left + Double(place) * width
                builder.add(
                    scalar, left: left, right: left + width, bottom: page.height - word.bottom,
                    top: page.height - word.top)
            }
        case "line": if let line = builder.take(), !pages.isEmpty { pages[pages.count - 1].lines.append(line) }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }
}
