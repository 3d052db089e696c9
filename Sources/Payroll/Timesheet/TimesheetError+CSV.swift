extension TimesheetError {
    /// A fault of the CSV itself, with the name of the column it lies in where the header has told it.
    init(file: String, _ error: CSVError, columns: [String]) {
        let name = error.field.flatMap { columns.indices.contains($0) ? columns[$0].lowercased() : nil }
        let reason =
            switch error.problem {
            case .unterminatedQuote: "opens a quote that is never closed"
            case .quoteInsideUnquotedField: "holds a quote but does not begin with one"
            case .textAfterClosingQuote: "has text after its closing quote"
            case .bareCarriageReturn: "holds a carriage return without a line feed"
            case .fieldTooLong(let limit, let quoted):
                "is longer than \(limit) bytes\(quoted ? "; is its closing quote missing?" : "")"
            case .tooManyFields(let limit): "has more than \(limit) fields"
            case .invalidUTF8: "is not valid UTF-8"
            case .fileTooLarge(let limit): FileError(file, .tooLarge(limit: limit)).reason
            case .unreadable(let reason): reason
            }
        // A fault in a field that has no name, as in the header itself, is told by the field's number.
        let place = name == nil ? error.field.map { "field \($0 + 1) " } ?? "" : ""
        let isWholeFile: Bool
        switch error.problem {
        case .fileTooLarge, .unreadable: isWholeFile = true
        default: isWholeFile = false
        }
        self.init(
            file: file, line: isWholeFile ? nil : error.line, column: isWholeFile ? nil : name,
            isWholeFile ? reason : place + reason)
    }
}
