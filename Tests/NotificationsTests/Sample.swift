import Testing

/// A text for a test, that is shown in short.
struct Sample: CustomTestStringConvertible, Sendable, ExpressibleByStringLiteral {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    init(stringLiteral value: String) {
        text = value
    }

    var testDescription: String { "\(text.prefix(40).debugDescription) (\(text.utf8.count) bytes)" }
}
