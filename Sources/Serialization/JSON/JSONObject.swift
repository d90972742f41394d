/// The members of a JSON object in the order they were written, found by key.
///
/// Keys are unique: setting a key again replaces its value and keeps its place. Two objects are equal when they have
/// equal members in the same order.
///
/// - Complexity: Up to 8 members are searched in turn; a larger object keeps an index of its keys.
public struct JSONObject: Sendable {
    /// One member.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var key: String
        /// The value.
        public var value: JSONValue
    }

    /// The members in order.
    public private(set) var members: [Member] = []
    private var index: [String: Int] = [:]
    private static let searchLimit = 8

    /// Creates an empty object.
    public init() {}

    /// Creates an object; of equal keys the last wins, at the place of the first.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    /// The number of members.
    public var count: Int { members.count }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }
    /// The keys in order.
    public var keys: [String] { members.map(\.key) }

    /// The value of a key; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            if let position = position(of: key) {
                if let newValue {
                    members[position].value = newValue
                } else {
                    members.remove(at: position)
                    index = [:]
                    if members.count > Self.searchLimit { reindex() }
                }
            } else if let newValue {
                members.append(Member(key: key, value: newValue))
                if members.count == Self.searchLimit + 1 {
                    reindex()
                } else if members.count > Self.searchLimit {
                    index[key] = members.count - 1
                }
            }
        }
    }

    private func position(of key: String) -> Int? {
        members.count > Self.searchLimit ? index[key] : members.firstIndex { $0.key == key }
    }

    private mutating func reindex() {
        for (position, member) in members.enumerated() { index[member.key] = position }
    }
}

extension JSONObject: Hashable {
    /// Whether two objects have equal members in the same order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }
    /// Hashes the members in order.
    public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
