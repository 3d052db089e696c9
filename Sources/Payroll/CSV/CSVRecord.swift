/// One record of a CSV file: its fields, unquoted, in one buffer that is used again for the next record.
package struct CSVRecord: Sendable {
    /// The line on which the record begins, 1-based; a quoted field may continue on later lines.
    package internal(set) var line = 0
    var bytes: [UInt8] = []
    var ends: [Int] = []

    /// An empty record to read into.
    package init() {}

    /// How many fields the record has.
    package var count: Int { ends.count }

    /// The bytes of a field, without its quotes.
    package subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A field without the spaces and tabs around it.
    package func trimmed(_ index: Int) -> ArraySlice<UInt8> {
        var field = self[index]
        while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
        while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
        return field
    }

    /// The line on which a field begins.
    package func line(of index: Int) -> Int {
        let start = index == 0 ? 0 : ends[index - 1]
        return line + bytes[..<start].count { $0 == 0x0A }
    }

    mutating func begin(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
