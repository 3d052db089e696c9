/// Takes a CSV apart as it comes (RFC 4180): fields in quotation marks may hold delimiters, line ends, and quotation marks
/// that are written twice.
struct CSVRecords {
    private enum Place {
        case fieldBegins, inField, inQuotes, quoteInQuotes
    }

    private let delimiter: UInt8
    private var place = Place.fieldBegins
    private var field: [UInt8] = []
    private var fields: [String] = []
    /// The bytes of the record so far.
    private var size = 0
    private var skipsNewline = false

    /// The longest record, in bytes: an item is no larger than what an execution is given.
    static let longest = 1_048_576

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// The records that end in these bytes.
    ///
    /// - Throws: `ItemReaderFailure` where a record is too long or is not UTF-8.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(ItemReaderFailure) -> [[String]] {
        var records: [[String]] = []
        for byte in bytes {
            if skipsNewline {
                skipsNewline = false
                if byte == UInt8(ascii: "\n") { continue }
            }
            if let record = try take(byte) { records.append(record) }
        }
        return records
    }

    /// The last record, where no line end follows it.
    mutating func end() throws(ItemReaderFailure) -> [String]? {
        if place == .inQuotes { throw ItemReaderFailure("The CSV ends inside quotation marks.") }
        return size == 0 ? nil : try endRecord()
    }

    private mutating func take(_ byte: UInt8) throws(ItemReaderFailure) -> [String]? {
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        if place != .inQuotes, isLineEnd {
            skipsNewline = byte == UInt8(ascii: "\r")
            // An empty line is no record.
            return size == 0 ? nil : try endRecord()
        }
        size += 1
        guard size <= CSVRecords.longest else { throw ItemReaderFailure("A record of the CSV is too long.") }
        switch place {
        case .inQuotes:
            if byte == UInt8(ascii: "\"") { place = .quoteInQuotes } else { field.append(byte) }
        case .quoteInQuotes where byte == UInt8(ascii: "\""):
            field.append(byte)
            place = .inQuotes
        case .fieldBegins where byte == UInt8(ascii: "\""): place = .inQuotes
        default:
            if byte == delimiter {
                try endField()
            } else {
                field.append(byte)
                place = .inField
            }
        }
        return nil
    }

    private mutating func endField() throws(ItemReaderFailure) {
        guard let text = String(validating: field, as: UTF8.self) else {
            throw ItemReaderFailure("The CSV is not UTF-8.")
        }
        fields.append(text)
        field.removeAll(keepingCapacity: true)
        place = .fieldBegins
    }

    private mutating func endRecord() throws(ItemReaderFailure) -> [String] {
        try endField()
        size = 0
        defer { fields.removeAll(keepingCapacity: true) }
        return fields
    }
}
