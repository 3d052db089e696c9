extension JSONValue {
    /// The value as compact text: no white space, escapes only where RFC 8259 §7 demands them, numbers exactly as read.
    public var text: String {
        ByteSink.withText(of: self) { String(decoding: $0, as: UTF8.self) }
    }

    /// The value as compact text in UTF-8, see ``text``.
    public var utf8: [UInt8] {
        ByteSink.withText(of: self) { [UInt8]($0) }
    }

    /// The value as compact text, see ``text``.
    public var jsonText: JSONText {
        JSONText(self)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The compact text.
    public var description: String { text }
}
