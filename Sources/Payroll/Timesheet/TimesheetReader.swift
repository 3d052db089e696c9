/// Reads a timesheet from first line to last in constant memory and validates what a line says by itself.
///
/// What only several lines together can say (one name for one employee, 24 hours a day) is `TimesheetSplitter`'s to check.
package struct TimesheetReader: ~Copyable {
    /// The highest hourly rate that is taken for meant, in dollars.
    package static let maximumHourlyRate = 100_000

    private let file: String
    private let year: Int?
    private var reader: CSVReader
    private var record: CSVRecord
    private let header: TimesheetHeader

    /// Opens a timesheet and reads its header.
    ///
    /// - Parameters:
    ///   - year: where given, every work date must lie in a week of this ISO year.
    ///   - hashing: whether `sha256` is wanted.
    package init(_ file: String, year: Int? = nil, hashing: Bool = false) throws(TimesheetError) {
        var reader = try Self.open(file, hashing: hashing)
        var record = CSVRecord()
        header = try Self.readHeader(&reader, &record, file)
        self.file = file
        self.year = year
        self.reader = reader
        self.record = record
    }

    /// The SHA-256 of the file, once its end was reached; `nil` where no hash was asked for.
    package var sha256: String? { reader.sha256 }

    private static func open(_ file: String, hashing: Bool) throws(TimesheetError) -> CSVReader {
        do {
            return CSVReader(try FileReader(file, hashing: hashing))
        } catch {
            throw TimesheetError(file: file, error.reason)
        }
    }

    private static func readHeader(
        _ reader: inout CSVReader, _ record: inout CSVRecord, _ file: String
    ) throws(TimesheetError) -> TimesheetHeader {
        let hasHeader: Bool
        do {
            hasHeader = try reader.next(&record)
        } catch {
            throw TimesheetError(file: file, error, columns: [])
        }
        guard hasHeader else { throw TimesheetError(file: file, "is empty, a header line is needed") }
        return try TimesheetHeader(record, file: file)
    }

    /// Reads the next line; nil at the end of the file.
    package mutating func next() throws(TimesheetError) -> TimesheetLine? {
        do {
            guard try reader.next(&record) else { return nil }
        } catch {
            throw TimesheetError(file: file, error, columns: header.names)
        }
        guard record.count == header.names.count else {
            let fault = record.count < header.names.count ? "few" : "many"
            let reason = "has too \(fault) fields, \(record.count) where the header has \(header.names.count)"
            throw TimesheetError(file: file, line: record.line, column: firstMissingColumn, reason)
        }
        var line = TimesheetLine()
        line.number = record.line
        line.employeeID = try text(.employeeID)
        line.name = try text(.name)
        line.email = try text(.email)
        guard isEmailAddress(line.email) else { throw fault(.email, "is not an e-mail address") }
        line.job = try text(.job)
        line.date = try date()
        line.hoursText = field(.hours)
        line.hours = try number(.hours, line.hoursText, atMost: 24, "is above 24 hours")
        line.hourlyRateText = field(.hourlyRate)
        let limit = Self.maximumHourlyRate
        line.hourlyRate = try number(.hourlyRate, line.hourlyRateText, atMost: limit, "is above \(limit) an hour")
        return line
    }

    /// The first column that lacks its field. A field too many has no column: the header does not say where it came in.
    private var firstMissingColumn: String? {
        guard record.count < header.names.count, !header.names[record.count].isEmpty else { return nil }
        return header.names[record.count].lowercased()
    }

    private func field(_ column: TimesheetColumn) -> ArraySlice<UInt8> {
        record.trimmed(header.position(of: column))
    }

    private func fault(_ column: TimesheetColumn, _ reason: String) -> TimesheetError {
        TimesheetError(file: file, line: record.line(of: header.position(of: column)), column: column, reason)
    }

    private func text(_ column: TimesheetColumn) throws(TimesheetError) -> ArraySlice<UInt8> {
        let value = field(column)
        guard !value.isEmpty else { throw fault(column, "is empty") }
        let mayBreakLines = column == .name || column == .job
        for byte in value where byte < 0x20 || byte == 0x7F {
            guard mayBreakLines && (byte == 0x0A || byte == 0x0D || byte == 0x09) else {
                throw fault(column, "holds a control character")
            }
        }
        return value
    }

    private func date() throws(TimesheetError) -> WorkDate {
        let value = field(.workDate)
        guard !value.isEmpty else { throw fault(.workDate, "is empty") }
        guard let date = WorkDate(value) else {
            throw fault(.workDate, "is not a date of the calendar, written YYYY-MM-DD")
        }
        if let year, date.week.year != year {
            throw fault(.workDate, "lies in week \(date.week), and the rates are those of \(year)")
        }
        return date
    }

    private func number(
        _ column: TimesheetColumn, _ text: ArraySlice<UInt8>, atMost limit: Int, _ excess: String
    ) throws(TimesheetError) -> FixedPoint {
        guard !text.isEmpty else { throw fault(column, "is empty") }
        do {
            return try FixedPoint(text, atMost: limit)
        } catch {
            switch error {
            case .notANumber: throw fault(column, "is not a number")
            case .negative: throw fault(column, "is negative")
            case .tooPrecise: throw fault(column, "has more than four decimals")
            case .tooLarge: throw fault(column, excess)
            }
        }
    }

    /// A plain check that catches swapped columns and missing parts; only the mail server knows whether anybody reads it.
    private func isEmailAddress(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 254, let at = text.firstIndex(of: 0x40), text.lastIndex(of: 0x40) == at else {
            return false
        }
        let local = text[..<at]
        let domain = text[text.index(after: at)...]
        let forbidden: Set<UInt8> = [0x20, 0x22, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E, 0x5B, 0x5C, 0x5D]
        guard !local.isEmpty, local.count <= 64, !text.contains(where: { forbidden.contains($0) }) else { return false }
        let labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && $0.first != 0x2D && $0.last != 0x2D }
    }
}
