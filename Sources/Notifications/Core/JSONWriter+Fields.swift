internal import JSON

extension JSONWriter {
    /// Writes a member; a value of `nil` is left out.
    mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member.
    mutating func field(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes a member.
    mutating func field(_ name: StaticString, _ value: Int) {
        key(name)
        int(value)
    }
}
