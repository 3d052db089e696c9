/// Appends records to bytes as RFC 4180 writes them: quotes only where they are needed, LF at the end.
package struct CSVLine: Sendable {
    /// The records so far.
    package internal(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// No record yet.
    package init() {}

    /// Appends a field to the record that is open.
    package mutating func field(_ value: some Collection<UInt8>) {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        let needsQuotes = value.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            bytes.append(contentsOf: value)
            return
        }
        bytes.append(0x22)
        for byte in value {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Appends a field to the record that is open.
    package mutating func field(_ text: String) {
        field(text.utf8)
    }

    /// Ends the record.
    package mutating func end() {
        bytes.append(0x0A)
        isFirst = true
    }

    /// Appends a whole record.
    package mutating func record(_ fields: [String]) {
        for text in fields { field(text) }
        end()
    }

    /// Forgets what was written and keeps the buffer.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isFirst = true
    }
}
