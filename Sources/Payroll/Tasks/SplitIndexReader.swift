/// Reads the list of a split timesheet's employees, one by one.
struct SplitIndexReader: ~Copyable {
    private let path: String
    private var reader: CSVReader
    private var record = CSVRecord()

    init(split: String) throws(FileError) {
        path = "\(split)/index.csv"
        var reader = CSVReader(try FileReader(path, limit: .max))
        do {
            guard try reader.next(&record) else { throw FileError(path, .damaged) }
        } catch {
            throw FileError(path, .damaged)
        }
        self.reader = reader
    }

    /// The name of the next employee's file, without its extension; nil at the end.
    mutating func next() throws(FileError) -> String? {
        let hasNext: Bool
        do {
            hasNext = try reader.next(&record)
        } catch {
            throw FileError(path, .damaged)
        }
        guard hasNext else { return nil }
        let name = record.count == 2 ? String(decoding: record[1], as: UTF8.self) : ""
        guard !name.isEmpty, !name.contains("/") else { throw FileError(path, .damaged) }
        return name
    }
}
