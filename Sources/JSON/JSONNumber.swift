/// A JSON number as its exact text: `1.10`, `-0`, `1e400` and integers of any size come out as they went in.
///
/// `==` compares texts, so `1` and `1.0` differ; ``isEqual(to:)`` and ``compare(_:_:)`` compare values, exactly.
public struct JSONNumber: Sendable, Hashable {
    /// The number in the grammar of RFC 8259 §6.
    public let text: String

    init(unchecked text: String) {
        self.text = text
    }

    /// Takes a text of the grammar of RFC 8259 §6; nil for any other.
    public init?(_ text: String) {
        var text = text
        let isNumber = text.withUTF8 { bytes in
            var scanner = JSONScanner()
            guard (try? scanner.kind(bytes)) == .number, (try? scanner.scanNumber(bytes)) != nil else { return false }
            return scanner.position == bytes.count
        }
        guard isNumber else { return nil }
        self.text = text
    }

    /// An integer.
    public init(_ value: Int) {
        text = String(value)
    }

    /// An integer of any width.
    public init(_ value: some FixedWidthInteger) {
        text = String(value)
    }

    /// The shortest text that reads back as `value`; nil when that is not finite.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The shortest text that reads back as `value`; nil when that is not finite.
    public init?(_ value: Float) {
        guard value.isFinite else { return nil }
        text = value.description
    }
}

extension JSONNumber {
    /// The value when it is an integer of this range (`1.0` and `1e2` are), else nil.
    public var int: Int? {
        integer(Int.self)
    }

    /// The nearest `Double`; infinite when the number is too large for one.
    public var double: Double {
        Double(text) ?? DecimalNumeral(self).beyondDouble
    }

    /// The nearest `Float`; infinite when the number is too large for one.
    public var float: Float {
        Float(text) ?? Float(DecimalNumeral(self).beyondDouble)
    }

    /// The value when it is an integer in the range of a type, else nil.
    public func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        Integer(text) ?? DecimalNumeral(self).integer(type)
    }
}

extension JSONNumber {
    /// Whether two numbers have the same value, however written: `1.0` equals `1`, `-0` equals `0`. Nothing is rounded.
    public func isEqual(to other: JSONNumber) -> Bool {
        text == other.text || JSONNumber.compare(self, other) == 0
    }

    /// -1, 0 or 1 as the value of `a` is less than, equal to or greater than that of `b`. Nothing is rounded.
    public static func compare(_ a: JSONNumber, _ b: JSONNumber) -> Int {
        if let a = Int(a.text), let b = Int(b.text) { return a < b ? -1 : a == b ? 0 : 1 }
        return DecimalNumeral.compare(DecimalNumeral(a), DecimalNumeral(b))
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The text.
    public var description: String { text }
}
