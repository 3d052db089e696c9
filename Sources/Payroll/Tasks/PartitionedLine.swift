/// A valid line on its way through a partition file, written and read as a CSV record.
struct PartitionedLine {
    let number: Int
    let employeeID: ArraySlice<UInt8>
    let name: ArraySlice<UInt8>
    let email: ArraySlice<UInt8>
    let job: ArraySlice<UInt8>
    let day: Int
    let tenThousandths: Int
    let hoursText: ArraySlice<UInt8>
    let hourlyRateText: ArraySlice<UInt8>

    /// A record that `append` wrote; nil when it is none.
    init?(_ record: CSVRecord) {
        guard record.count == 9, let number = Self.integer(record[0]), let day = Self.integer(record[5]),
            let tenThousandths = Self.integer(record[6])
        else { return nil }
        self.number = number
        self.day = day
        self.tenThousandths = tenThousandths
        employeeID = record[1]
        name = record[2]
        email = record[3]
        job = record[4]
        hoursText = record[7]
        hourlyRateText = record[8]
    }

    static func append(_ line: TimesheetLine, to csv: inout CSVLine) {
        csv.field(String(line.number))
        csv.field(line.employeeID)
        csv.field(line.name)
        csv.field(line.email)
        csv.field(line.job)
        csv.field(String(line.date.dayNumber))
        csv.field(String(line.hours.tenThousandths))
        csv.field(line.hoursText)
        csv.field(line.hourlyRateText)
        csv.end()
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: bytes, as: UTF8.self))
    }
}
