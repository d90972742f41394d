/// A path pattern as shells and `.gitignore` write it: `*`, `?`, `[a-z]`, and `**` across folders.
///
/// A pattern without a slash is matched with the last part of the path, one with a slash with the whole path below the
/// folder that was given. `*` and `?` do not match a slash; `**` does.
///
/// - Complexity: O(*pattern* × *path*) in the worst case.
struct GlobPattern: Sendable {
    private let pattern: [UInt8]
    private let matchesLastPartOnly: Bool

    init(_ text: String) {
        pattern = Array(text.utf8)
        matchesLastPartOnly = !pattern.contains(UInt8(ascii: "/"))
    }

    /// Whether the pattern matches a path relative to its folder.
    func matches(_ path: [UInt8]) -> Bool {
        let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return matches(Array(path[(matchesLastPartOnly ? slash : 0)...]).span, pattern.span)
    }

    /// Greedy matching that remembers the last star, and the last double star, to come back to.
    private func matches(_ path: Span<UInt8>, _ pattern: Span<UInt8>) -> Bool {
        var p = 0
        var s = 0
        var star: (pattern: Int, path: Int)?
        var globstar: (pattern: Int, path: Int)?
        while s < path.count || p < pattern.count {
            if p < pattern.count {
                let token = pattern[p]
                if token == UInt8(ascii: "*") {
                    if p + 1 < pattern.count, pattern[p + 1] == UInt8(ascii: "*") {
                        p += 2
                        // `**/` also matches no folder at all.
                        if p < pattern.count, pattern[p] == UInt8(ascii: "/") { p += 1 }
                        globstar = (p, s)
                        star = nil
                    } else {
                        p += 1
                        star = (p, s)
                    }
                    continue
                }
                if s < path.count, let length = match(path[s], pattern, at: p) {
                    p += length
                    s += 1
                    continue
                }
            }
            if let last = star, last.path < path.count, path[last.path] != UInt8(ascii: "/") {
                star = (last.pattern, last.path + 1)
                p = last.pattern
                s = last.path + 1
            } else if let last = globstar, last.path < path.count {
                globstar = (last.pattern, last.path + 1)
                star = nil
                p = last.pattern
                s = last.path + 1
            } else {
                return false
            }
        }
        return true
    }

    /// The length of the pattern's element at `p` if it matches a byte.
    private func match(_ byte: UInt8, _ pattern: Span<UInt8>, at p: Int) -> Int? {
        switch pattern[p] {
        case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : 1
        case UInt8(ascii: "["):
            var end = p + 1
            let negated =
                end < pattern.count && (pattern[end] == UInt8(ascii: "!") || pattern[end] == UInt8(ascii: "^"))
            if negated { end += 1 }
            let first = end
            var found = false
            while end < pattern.count, pattern[end] != UInt8(ascii: "]") || end == first {
                if end + 2 < pattern.count, pattern[end + 1] == UInt8(ascii: "-"), pattern[end + 2] != UInt8(ascii: "]")
                {
                    if pattern[end] <= byte, byte <= pattern[end + 2] { found = true }
                    end += 3
                } else {
                    if pattern[end] == byte { found = true }
                    end += 1
                }
            }
            // Without its closing bracket, a bracket is a plain byte.
            guard end < pattern.count else { return byte == UInt8(ascii: "[") ? 1 : nil }
            return found != negated && byte != UInt8(ascii: "/") ? end + 1 - p : nil
        case UInt8(ascii: "\\") where p + 1 < pattern.count: return pattern[p + 1] == byte ? 2 : nil
        case let plain: return plain == byte ? 1 : nil
        }
    }
}
