/// A text prepared for matching.
final class RegexSubject: Sendable {
    let text: String
    let scalars: [UInt32]
    /// Whether each scalar is one UTF-16 unit.
    private let isPlain: Bool

    init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars.map(\.value)
        isPlain = scalars.allSatisfy { $0 < 0x10000 }
    }

    /// The UTF-16 offset of a scalar, as the language counts.
    func offset(of place: Int) -> Int {
        isPlain ? place : scalars[..<place].reduce(0) { $0 + ($1 < 0x10000 ? 1 : 2) }
    }

    /// A part of the text.
    func slice(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars[range] { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
        return String(view)
    }
}
