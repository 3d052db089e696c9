/// Reads RFC 4180 records from a file in constant memory.
///
/// CRLF and LF end a record, quoted fields may hold commas, line ends and doubled quotes, a byte order mark is skipped,
/// lines with nothing on them are passed over, and the last line may lack its end. Every record is checked to be UTF-8.
package struct CSVReader: ~Copyable {
    /// The most bytes a field may have: an unclosed quote is found here and not at the end of a gigabyte.
    package static let maximumFieldLength = 4096
    /// The most fields a record may have.
    package static let maximumFields = 1000

    private enum State { case fieldStart, unquoted, quoted, closedQuote }

    private let source: FileReader
    private var chunk: [UInt8] = []
    private var position = 0
    private var line = 1
    private var started = false

    /// Takes over a reader that stands at the beginning of its file.
    package init(_ source: FileReader) {
        self.source = source
    }

    /// The SHA-256 of what was read so far, where its file is hashed; of the whole file when its end was reached.
    package var sha256: String? { source.sha256 }

    /// Reads the next record into a buffer; false at the end of the file.
    package mutating func next(_ record: inout CSVRecord) throws(CSVError) -> Bool {
        if !started { try skipByteOrderMark() }
        while true {
            guard try read(&record) else { return false }
            let isBlank = record.count == 1 && record.bytes.isEmpty && !lastFieldWasQuoted
            if !isBlank { break }
        }
        try validateUTF8(record)
        return true
    }

    private var lastFieldWasQuoted = false

    private mutating func read(_ record: inout CSVRecord) throws(CSVError) -> Bool {
        record.begin(line: line)
        var state = State.fieldStart
        var fieldStart = 0
        var quoteLine = line
        lastFieldWasQuoted = false
        while true {
            guard try hasByte() else {
                return try endOfFile(&record, state: state, quoteLine: quoteLine)
            }
            let byte = chunk[position]
            position += 1
            switch (state, byte) {
            case (.quoted, 0x22): state = .closedQuote
            case (.quoted, _):
                if byte == 0x0A { line += 1 }
                record.bytes.append(byte)
                try checkLength(record, from: fieldStart, line: quoteLine, quoted: true)
            case (.closedQuote, 0x22):
                record.bytes.append(byte)
                state = .quoted
            case (_, 0x2C):
                try endField(&record)
                fieldStart = record.bytes.count
                state = .fieldStart
            case (_, 0x0A):
                line += 1
                try endField(&record)
                return true
            case (_, 0x0D):
                guard try hasByte(), chunk[position] == 0x0A else {
                    throw fault(.bareCarriageReturn, record)
                }
            case (.closedQuote, _): throw fault(.textAfterClosingQuote, record)
            case (.fieldStart, 0x22):
                state = .quoted
                quoteLine = line
                lastFieldWasQuoted = true
            case (_, 0x22): throw fault(.quoteInsideUnquotedField, record)
            default:
                state = .unquoted
                record.bytes.append(byte)
                try checkLength(record, from: fieldStart, line: line, quoted: false)
            }
        }
    }

    private mutating func endOfFile(
        _ record: inout CSVRecord, state: State, quoteLine: Int
    ) throws(CSVError) -> Bool {
        if state == .quoted {
            throw CSVError(line: quoteLine, field: record.count, problem: .unterminatedQuote)
        }
        if state == .fieldStart && record.count == 0 { return false }
        try endField(&record)
        return true
    }

    private func endField(_ record: inout CSVRecord) throws(CSVError) {
        guard record.count < Self.maximumFields else {
            throw CSVError(line: line, field: nil, problem: .tooManyFields(limit: Self.maximumFields))
        }
        record.ends.append(record.bytes.count)
    }

    private func checkLength(_ record: CSVRecord, from start: Int, line: Int, quoted: Bool) throws(CSVError) {
        guard record.bytes.count - start > Self.maximumFieldLength else { return }
        let problem = CSVError.Problem.fieldTooLong(limit: Self.maximumFieldLength, quoted: quoted)
        throw CSVError(line: line, field: record.count, problem: problem)
    }

    private func fault(_ problem: CSVError.Problem, _ record: CSVRecord) -> CSVError {
        CSVError(line: line, field: record.count, problem: problem)
    }

    private mutating func hasByte() throws(CSVError) -> Bool {
        if position < chunk.count { return true }
        return try refill()
    }

    private mutating func refill() throws(CSVError) -> Bool {
        position = 0
        do {
            return try source.read(into: &chunk)
        } catch {
            chunk.removeAll()
            switch error.problem {
            case .tooLarge(let limit): throw CSVError(line: line, field: nil, problem: .fileTooLarge(limit: limit))
            default: throw CSVError(line: line, field: nil, problem: .unreadable(error.reason))
            }
        }
    }

    private mutating func skipByteOrderMark() throws(CSVError) {
        started = true
        if try refill(), chunk.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private func validateUTF8(_ record: borrowing CSVRecord) throws(CSVError) {
        guard record.bytes.contains(where: { $0 >= 0x80 }) else { return }
        for field in 0..<record.count where String(validating: record[field], as: UTF8.self) == nil {
            throw CSVError(line: record.line(of: field), field: field, problem: .invalidUTF8)
        }
    }
}
