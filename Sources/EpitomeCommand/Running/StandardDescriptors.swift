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
}
