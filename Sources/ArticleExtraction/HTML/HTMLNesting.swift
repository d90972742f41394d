/// Counts open elements while a page is rewritten, so that what libxml2 gets is never deeper than a limit.
///
/// Two ways: the usual one counts, and lets libxml2 close what a page leaves open; it can be misled by a page that was made
/// to. The strict one keeps a stack and writes every end tag itself, so that libxml2 can do nothing but follow.
struct HTMLNesting {
    private let limit: Int
    /// In the strict way, the elements that are open.
    private var stack: [HTMLTag] = []
    private let isStrict: Bool
    private var depth = 0
    private var open = [UInt32](repeating: 0, count: 256)
    private var dropped = [UInt32](repeating: 0, count: 256)

    /// What becomes of a tag.
    enum TagChange {
        case keep
        case drop
        /// Keep it behind the end tags of these.
        case keepBehind([HTMLTag])
    }

    init(limit: Int, isStrict: Bool) {
        self.limit = limit
        self.isStrict = isStrict
    }

    /// An element begins.
    mutating func start(_ tag: HTMLTag) -> TagChange {
        guard HTMLNesting.isPaired(tag) || isStrict && HTMLNesting.isClosedBySuccessor(tag) else {
            return isStrict && tag == .unknown ? .drop : .keep
        }
        if isStrict, tag == .unknown { return .drop }
        var closed: [HTMLTag] = []
        if isStrict, HTMLNesting.isClosedBySuccessor(tag) {
            let group = stack.suffix(while: HTMLNesting.isClosedBySuccessor)
            if let place = group.firstIndex(of: tag) { closed = pop(to: place) }
        }
        // What was closed has made room, so that nothing is both closed and dropped.
        guard depth < limit else {
            dropped[Int(tag.rawValue)] += 1
            return .drop
        }
        depth += 1
        open[Int(tag.rawValue)] += 1
        if isStrict { stack.append(tag) }
        return closed.isEmpty ? .keep : .keepBehind(closed)
    }

    /// An element ends.
    ///
    /// An end tag that ends nothing is kept, and not counted.
    mutating func end(_ tag: HTMLTag) -> TagChange {
        guard HTMLNesting.isPaired(tag) || isStrict && HTMLNesting.isClosedBySuccessor(tag) else {
            return isStrict && tag == .unknown ? .drop : .keep
        }
        if dropped[Int(tag.rawValue)] > 0 {
            dropped[Int(tag.rawValue)] -= 1
            return .drop
        }
        guard open[Int(tag.rawValue)] > 0 else { return isStrict ? .drop : .keep }
        guard isStrict else {
            open[Int(tag.rawValue)] -= 1
            depth -= 1
            return .keep
        }
        guard let place = stack.lastIndex(of: tag) else { return .drop }
        return .keepBehind(pop(to: place).dropLast())
    }

    /// Takes everything from a place on off the stack; the innermost first.
    private mutating func pop(to place: Int) -> [HTMLTag] {
        let closed = Array(stack[place...].reversed())
        stack.removeLast(closed.count)
        for tag in closed { open[Int(tag.rawValue)] -= 1 }
        depth -= closed.count
        return closed
    }

    /// Whether an element's start and end tags come in pairs, so that counting them gives the depth.
    private static func isPaired(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .html, .head, .body: false
        default: !tag.isVoid && !isClosedBySuccessor(tag)
        }
    }

    /// Whether an element is closed by its successor where its end tag is missing, and nests only through others.
    private static func isClosedBySuccessor(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .li, .dt, .dd, .td, .th, .tr, .option, .thead, .tbody, .tfoot: true
        default: false
        }
    }
}

extension Array {
    /// The longest suffix whose elements all satisfy a condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        var start = endIndex
        while start > startIndex, condition(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
