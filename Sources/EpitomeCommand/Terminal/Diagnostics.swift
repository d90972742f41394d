import SystemLibrary

/// Everything that is said on the standard error, each line after `epitome: `.
enum Diagnostics {
    /// Writes one message.
    ///
    /// On a terminal, control characters in it (of a file's name, a label, a title) are made visible.
    static func write(_ message: String) {
        writeLines("epitome: " + (isTerminal ? VisibleText.message(message) : message) + "\n")
    }

    /// Writes the parser's explanation of wrong usage in our form.
    static func write(usage message: String) {
        var text = message
        if text.hasPrefix("Error: ") { text.removeFirst("Error: ".count) }
        write(text)
    }

    /// Writes lines as they are.
    static func writeLines(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            var done = 0
            while done < buffer.count {
                let written = systemWrite(2, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if written < 0, errno == EINTR { continue }
                if written < 0, errno == EAGAIN {
                    // A descriptor that others set not to wait: wait here, or the message would be lost.
                    var request = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
                    poll(&request, 1, 1000)
                    continue
                }
                if written <= 0 { return }
                done += written
            }
        }
    }

    private static func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        SystemLibrary.write(descriptor, bytes, count)
    }

    /// Whether the standard error is a terminal.
    static var isTerminal: Bool { isatty(2) == 1 }
}
