/// What makes a file no RFC 4180 CSV, and where.
package struct CSVError: Error, Sendable, Equatable {
    /// The kinds of faults.
    package enum Problem: Sendable, Equatable {
        case unterminatedQuote
        case quoteInsideUnquotedField
        case textAfterClosingQuote
        case bareCarriageReturn
        case fieldTooLong(limit: Int, quoted: Bool)
        case tooManyFields(limit: Int)
        case invalidUTF8
        case fileTooLarge(limit: Int)
        case unreadable(String)
    }

    /// The line of the fault, 1-based; for a quote that is never closed, the line that opens it.
    package let line: Int
    /// The field of the fault, 0-based, where it lies in one.
    package let field: Int?
    /// What is wrong.
    package let problem: Problem
}
