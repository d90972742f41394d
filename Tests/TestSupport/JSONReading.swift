public import Serialization

/// Short forms for reading JSON in tests: what is absent or of another kind reads as empty, and fails where it is compared.
extension JSONValue {
    /// The text; empty if this is none.
    public var text: String { string ?? "" }

    /// The elements; none if this is no array.
    public var list: [JSONValue] { array ?? [] }

    /// The members; none if this is no object.
    public var members: JSONObject { object ?? JSONObject() }

    /// The number; NaN if this is none.
    public var amount: Double { double ?? .nan }

    /// The text of a member; empty if there is none.
    public func text(_ key: String) -> String { self[key]?.text ?? "" }

    /// The elements of a member; none if there is no such array.
    public func list(_ key: String) -> [JSONValue] { self[key]?.list ?? [] }

    /// The number of a member; NaN if there is none.
    public func amount(_ key: String) -> Double { self[key]?.amount ?? .nan }

    /// The whole number of a member; −1 if there is none.
    public func integer(_ key: String) -> Int { self[key]?.integer ?? -1 }
}
