import FoundationEssentials

/// Reads `rollup.csv` back, line by line.
struct RollupReader: ~Copyable {
    private let path: String
    private var reader: CSVReader
    private var record = CSVRecord()

    private init(_ path: String) throws(PayrollError) {
        self.path = path
        let file = try PayrollError.fileSeam { () throws(FileError) in try FileReader(path, limit: .max) }
        reader = CSVReader(file)
    }

    /// Opens a roll-up and passes over its header.
    static func open(_ path: String) throws(PayrollError) -> RollupReader {
        var reader = try RollupReader(path)
        guard try reader.next() == Rollup.header else {
            throw .inconsistent("\(path): is not a roll-up of this program")
        }
        return reader
    }

    /// The fields of the next line; nil at the end.
    mutating func next() throws(PayrollError) -> [String]? {
        let hasNext: Bool
        do {
            hasNext = try reader.next(&record)
        } catch {
            throw .timesheet(TimesheetError(file: path, error, columns: Rollup.header))
        }
        guard hasNext else { return nil }
        guard record.count == Rollup.header.count else {
            throw .inconsistent("\(path):\(record.line): has \(record.count) fields, not \(Rollup.header.count)")
        }
        return (0..<record.count).map { String(decoding: record[$0], as: UTF8.self) }
    }
}
