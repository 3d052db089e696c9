/// A line of a source with a mark below one of its columns; of a long line only what lies around the mark.
struct SourceExcerpt {
    /// The line, or the part of it that is shown.
    let text: String
    /// What comes before the mark, tabs kept, so that it stands where it should.
    let indent: String

    private static let width = 100

    /// - Parameter column: counted from 1, in Unicode scalars, as diagnostics count.
    init(line: String, column: Int) {
        let scalars = Array(line.unicodeScalars)
        let place = min(max(0, column - 1), scalars.count)
        let begin = scalars.count > SourceExcerpt.width ? max(0, place - SourceExcerpt.width / 2) : 0
        let end = min(scalars.count, begin + SourceExcerpt.width)
        let head = begin > 0 ? "…" : ""
        text = head + SourceExcerpt.string(scalars[begin..<end]) + (end < scalars.count ? "…" : "")
        indent =
            String(repeating: " ", count: head.count)
            + SourceExcerpt.string(scalars[begin..<place].map { $0 == "\t" ? "\t" : " " }[...])
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
