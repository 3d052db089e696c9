/// Which field of a record holds which column: read from a timesheet's first line.
package struct TimesheetHeader: Sendable {
    /// All names of the header, trimmed, in their order.
    package let names: [String]
    private let positions: [Int]

    /// Finds the columns; their order and letter case are free, and names that are not known are passed over.
    package init(_ record: CSVRecord, file: String) throws(TimesheetError) {
        var names: [String] = []
        var seen: [String: Int] = [:]
        for index in 0..<record.count {
            let name = String(decoding: record.trimmed(index), as: UTF8.self)
            if !name.isEmpty, let first = seen.updateValue(index, forKey: name.lowercased()) {
                let reason = "stands twice in the header, as field \(first + 1) and field \(index + 1)"
                throw TimesheetError(file: file, line: record.line, column: name.lowercased(), reason)
            }
            names.append(name)
        }
        self.names = names
        var positions: [Int] = []
        for column in TimesheetColumn.allCases {
            guard let position = seen[column.rawValue] else {
                throw TimesheetError(file: file, line: record.line, column: column, "is missing from the header")
            }
            positions.append(position)
        }
        self.positions = positions
    }

    /// The field that holds a column.
    package func position(of column: TimesheetColumn) -> Int {
        switch column {
        case .employeeID: positions[0]
        case .name: positions[1]
        case .email: positions[2]
        case .job: positions[3]
        case .workDate: positions[4]
        case .hours: positions[5]
        case .hourlyRate: positions[6]
        }
    }
}
