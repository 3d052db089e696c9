/// The lines of one employee, read back from the file that the split made for them.
struct EmployeeTimesheet {
    let employee: Employee
    let entries: [WorkEntry]

    init(_ path: String, year: Int) throws(TimesheetError) {
        var reader = try TimesheetReader(path, year: year)
        var employee: Employee?
        var entries: [WorkEntry] = []
        while let line = try reader.next() {
            let id = Self.text(line.employeeID)
            if let employee, employee.id != id {
                throw TimesheetError(file: path, line: line.number, column: .employeeID, "names another employee")
            }
            employee = employee ?? Employee(id: id, name: Self.text(line.name), email: Self.text(line.email))
            entries.append(
                WorkEntry(job: Self.text(line.job), date: line.date, hours: line.hours, hourlyRate: line.hourlyRate))
            guard entries.count <= EmployeeLines.maximumLines else {
                throw TimesheetError(file: path, "has more than \(EmployeeLines.maximumLines) lines")
            }
        }
        guard let employee else { throw TimesheetError(file: path, "has no line of work") }
        self.employee = employee
        self.entries = entries
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
