import Synchronization

/// What workers want said on the standard error; said by the thread that writes, so that a progress bar stays whole.
final class RunNotes: Sendable {
    private let waiting = Mutex<(notes: [String], count: Int)>(([], 0))

    /// Notes printed one by one; of a million documents no one reads more.
    private static let notesShown = 20

    /// Adds a note about a document.
    func add(_ id: String, _ note: String) {
        waiting.withLock { state in
            state.count += 1
            if state.count <= Self.notesShown { state.notes.append("\(id): \(note)") }
            if state.count == Self.notesShown + 1 { state.notes.append("further notes of this kind are not shown") }
        }
    }

    /// Takes what has not been said.
    func take() -> [String] {
        waiting.withLock { state in
            defer { state.notes = [] }
            return state.notes
        }
    }
}
