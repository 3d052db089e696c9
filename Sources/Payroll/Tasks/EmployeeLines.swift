/// The lines of one employee while a partition of the timesheet is put in order.
struct EmployeeLines {
    static let maximumLines = 10_000

    let id: [UInt8]
    let fileName: EmployeeFileName
    private let name: [UInt8]
    private let email: [UInt8]
    private let firstLine: Int
    private(set) var csv = CSVLine()
    private(set) var count = 0
    private var days: [Int: (tenThousandths: Int, firstLine: Int)] = [:]

    init(_ line: PartitionedLine) {
        id = Array(line.employeeID)
        name = Array(line.name)
        email = Array(line.email)
        firstLine = line.number
        fileName = EmployeeFileName(id: id)
        csv.record(TimesheetColumn.allCases.map(\.rawValue))
    }

    /// Takes a line, or says why it contradicts the ones before.
    mutating func append(_ line: PartitionedLine, file: String) -> TimesheetError? {
        func fault(_ column: TimesheetColumn, _ reason: String) -> TimesheetError {
            TimesheetError(file: file, line: line.number, column: column, reason)
        }
        guard line.name.elementsEqual(name) else {
            return fault(.name, "differs from line \(firstLine) for the same employee_id")
        }
        guard line.email.elementsEqual(email) else {
            return fault(.email, "differs from line \(firstLine) for the same employee_id")
        }
        var day = days[line.day] ?? (0, line.number)
        day.tenThousandths += line.tenThousandths
        guard day.tenThousandths <= 24 * 10_000 else {
            let reason = "makes more than 24 hours for one employee on one day, whose first line is \(day.firstLine)"
            return fault(.hours, reason)
        }
        days[line.day] = day
        count += 1
        guard count <= Self.maximumLines else {
            return fault(.employeeID, "has more than \(Self.maximumLines) lines for one employee")
        }
        csv.field(id)
        csv.field(name)
        csv.field(email)
        csv.field(line.job)
        csv.field(WorkDate(dayNumber: line.day).description)
        csv.field(line.hoursText)
        csv.field(line.hourlyRateText)
        csv.end()
        return nil
    }
}
