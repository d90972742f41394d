import SystemLibrary

/// The descriptors 0, 1 and 2, which a program may be started without (`epitome … 2>&-`).
enum StandardDescriptors {
    /// Reads, for a moment, what a pipe into the program holds, and throws it away: whoever writes a little at once is then told
    /// by the status and the message that nothing was done, and not killed by SIGPIPE before.
    static func drainInput() {
        var status = stat()
        guard fstat(0, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<64 {
            var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 300) > 0, read(0, &buffer, buffer.count) > 0 else { return }
        }
    }

    /// Fills each that is closed with one that can only fail.
    ///
    /// Otherwise the first file that is opened would get its number, and messages would be written into the data. The
    /// direction is the wrong one on purpose, so that a read or write says that it cannot be done.
    static func fill() {
        for (descriptor, flags) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(CInt, CInt)]
        where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is given, and those below are taken.
            _ = open("/dev/null", flags)
        }
    }

    /// The standard input, which can be read from its beginning again.
    struct RepeatableInput {
        fileprivate let start: off_t

        /// Goes back to the beginning.
        func rewind() throws {
            guard lseek(0, start, SEEK_SET) == start else { throw ExitStatus.nothingDone }
        }
    }

    /// Copies a pipe on the standard input into a file without a name, which takes the pipe's place, so that it can be read
    /// twice; a file on the standard input is left as it is.
    ///
    /// - Throws: ``ExitStatus/nothingDone`` after saying why there is no such copy.
    static func makeInputRepeatable() throws -> RepeatableInput {
        let here = lseek(0, 0, SEEK_CUR)
        if here >= 0 { return RepeatableInput(start: here) }
        guard let file = tmpfile() else { throw failure("no temporary file can be made") }
        let descriptor = fileno(file)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count < 0, errno == EINTR, StopSignal.signal == 0 { continue }
            guard count >= 0 else { throw failure("the standard input cannot be read") }
            if count == 0 { break }
            var written = 0
            while written < count {
                let step = buffer.withUnsafeBytes { bytes in
                    bytes.baseAddress.map { write(descriptor, $0 + written, count - written) } ?? 0
                }
                guard step > 0 else { throw failure("the copy of the standard input cannot be written") }
                written += step
            }
        }
        guard dup2(descriptor, 0) == 0 else { throw failure("the standard input cannot be replaced by its copy") }
        let copy = RepeatableInput(start: 0)
        try copy.rewind()
        return copy
    }

    private static func failure(_ what: String) -> ExitStatus {
        Diagnostics.write("\(what): \(String(cString: strerror(errno)))")
        return .nothingDone
    }
}
