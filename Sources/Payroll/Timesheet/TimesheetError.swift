/// Why a timesheet is refused: the file, the line and the column, and what is wrong there; never the value itself.
public struct TimesheetError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was given.
    public let file: String
    /// The line, 1-based, as an editor counts; nil when the fault is the file's as a whole.
    public let line: Int?
    /// The column by its header name, where the fault lies in one.
    public let column: String?
    /// What is wrong, as the end of a sentence that begins with the column.
    public let reason: String

    init(file: String, line: Int? = nil, column: String? = nil, _ reason: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    init(file: String, line: Int? = nil, column: TimesheetColumn, _ reason: String) {
        self.init(file: file, line: line, column: column.rawValue, reason)
    }

    /// `file:line: column 'name': reason`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column { text += ": column '\(column)'" }
        return "\(text): \(reason)"
    }
}
