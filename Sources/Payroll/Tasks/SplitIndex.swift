/// The list of a split timesheet's employees, ordered by id: which file holds whose lines.
struct SplitIndex {
    static let maximumEmployees = 200_000
    static let header = ["employee_id", "file"]

    private(set) var entries: [(id: [UInt8], file: String)] = []

    mutating func append(id: [UInt8], file: String) {
        entries.append((id, file))
    }

    /// Writes the list; the order depends on the ids alone.
    mutating func write(to path: String) throws(FileError) {
        entries.sort { $0.id.lexicographicallyPrecedes($1.id) }
        let writer = try FileWriter(creating: path)
        var csv = CSVLine()
        csv.record(Self.header)
        for entry in entries {
            csv.field(entry.id)
            csv.field(entry.file)
            csv.end()
            try writer.write(csv.bytes)
            csv.removeAll()
        }
        try writer.write(csv.bytes)
        try writer.flush()
    }
}
