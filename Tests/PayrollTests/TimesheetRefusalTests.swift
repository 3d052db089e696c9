import FoundationEssentials
import Glibc
import Payroll
import Testing

@Suite struct TimesheetRefusalTests {
    static let header = "employee_id,name,email,job,work_date,hours,hourly_rate\n"
    static let good = "E1,Ada Park,ada@example.com,Cook,2026-11-02,8,20\n"

    /// The message with the directory taken out.
    static func message(_ bytes: [UInt8]) throws -> String {
        let directory = try TemporaryDirectory()
        let file = try directory.write("week.csv", bytes)
        let input = ProcessDataInput(timesheet: file, out: "\(directory.path)/out", rates: Example.ratesFile)
        do {
            _ = try PayrollTasks.processData(input)
        } catch {
            #expect(error.name == "TimesheetError")
            let left = try directory.files()
            #expect(left == ["week.csv"], "a refused timesheet leaves nothing behind")
            return error.description.replacing("\(directory.path)/", with: "")
        }
        return "accepted"
    }

    @Test(arguments: [
        ("", "week.csv: is empty, a header line is needed"),
        ("\n\n", "week.csv: is empty, a header line is needed"),
        (header, "week.csv: has a header but no line of work"),
        (
            "employee_id,name,email,job,work_date,hourly_rate\n",
            "week.csv:1: column 'hours': is missing from the header"
        ),
        (
            "employee_id,name,email,job,work_date,hours,hourly_rate, Hours\n",
            "week.csv:1: column 'hours': stands twice in the header, as field 6 and field 8"
        ),
        ("\"employee_id", "week.csv:1: field 1 opens a quote that is never closed"),
    ])
    func aFileWithoutTheRightHeaderIsRefused(_ text: String, _ expected: String) throws {
        #expect(try Self.message(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("E1,Ada,a@x.org,Cook,2026-11-02,-2,20", "column 'hours': is negative"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,24.01,20", "column 'hours': is above 24 hours"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,99999999999999999999999,20", "column 'hours': is above 24 hours"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,eight,20", "column 'hours': is not a number"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,1e1,20", "column 'hours': is not a number"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,\"7,5\",20", "column 'hours': is not a number"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,.,20", "column 'hours': is not a number"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,,20", "column 'hours': is empty"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,1.00001,20", "column 'hours': has more than four decimals"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,8,-20", "column 'hourly_rate': is negative"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,8,$20", "column 'hourly_rate': is not a number"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,8,100000.01", "column 'hourly_rate': is above 100000 an hour"),
        (
            "E1,Ada,a@x.org,Cook,2026-02-30,8,20",
            "column 'work_date': is not a date of the calendar, written YYYY-MM-DD"
        ),
        (
            "E1,Ada,a@x.org,Cook,11/02/2026,8,20",
            "column 'work_date': is not a date of the calendar, written YYYY-MM-DD"
        ),
        (
            "E1,Ada,a@x.org,Cook,2025-11-02,8,20",
            "column 'work_date': lies in week 2025-W44, and the rates are those of 2026"
        ),
        (" ,Ada,a@x.org,Cook,2026-11-02,8,20", "column 'employee_id': is empty"),
        ("E1,\"\",a@x.org,Cook,2026-11-02,8,20", "column 'name': is empty"),
        ("E1,Ada\u{0},a@x.org,Cook,2026-11-02,8,20", "column 'name': holds a control character"),
        ("E1,Ada,a.x.org,Cook,2026-11-02,8,20", "column 'email': is not an e-mail address"),
        ("E1,Ada,a@x@y.org,Cook,2026-11-02,8,20", "column 'email': is not an e-mail address"),
        ("E1,Ada,a@localhost,Cook,2026-11-02,8,20", "column 'email': is not an e-mail address"),
        ("E1,Ada,\"a@x.org\nBcc: b@x.org\",Cook,2026-11-02,8,20", "column 'email': holds a control character"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,8", "column 'hourly_rate': has too few fields, 6 where the header has 7"),
        ("E1,Ada,a@x.org,Cook,2026-11-02,8,20,x", "has too many fields, 8 where the header has 7"),
        ("E1,\"Ada,a@x.org,Cook,2026-11-02,8,20", "column 'name': opens a quote that is never closed"),
        ("E1,Ada \"A\",a@x.org,Cook,2026-11-02,8,20", "column 'name': holds a quote but does not begin with one"),
        ("E1,\"Ada\" A,a@x.org,Cook,2026-11-02,8,20", "column 'name': has text after its closing quote"),
    ])
    func aWrongLineIsRefusedWithLineAndColumn(_ line: String, _ expected: String) throws {
        let text = Self.header + "E0,Bo,b@x.org,Cook,2026-11-02,8,20\n" + line
        #expect(try Self.message(Array(text.utf8)) == "week.csv:3: " + expected)
    }

    @Test func invalidUTF8IsRefusedWithLineAndColumn() throws {
        let bytes = Array((Self.header + "E1,Zo").utf8) + [0xEB] + Array(",a@x.org,Cook,2026-11-02,8,20\n".utf8)
        #expect(try Self.message(bytes) == "week.csv:2: column 'name': is not valid UTF-8")
    }

    @Test(arguments: [
        (
            "E1,Ada Parker,ada@example.com,Cook,2026-11-03,8,20\n",
            "week.csv:3: column 'name': differs from line 2 for the same employee_id"
        ),
        (
            "E1,Ada Park,ada@example.org,Cook,2026-11-03,8,20\n",
            "week.csv:3: column 'email': differs from line 2 for the same employee_id"
        ),
        (
            "E1,Ada Park,ada@example.com,Bar,2026-11-02,16.01,20\n",
            "week.csv:3: column 'hours': makes more than 24 hours for one employee on one day, whose first line is 2"
        ),
        // The contradiction in line 3 comes before the negative hours in line 4.
        (
            "E1,Ada Parker,ada@example.com,Cook,2026-11-03,8,20\nE1,Ada Park,ada@example.com,Cook,2026-11-03,-8,20\n",
            "week.csv:3: column 'name': differs from line 2 for the same employee_id"
        ),
        (
            "E1,Ada Park,ada@example.com,Cook,2026-11-03,-8,20\nE1,Ada Parker,ada@example.com,Cook,2026-11-03,8,20\n",
            "week.csv:3: column 'hours': is negative"
        ),
    ])
    func theFirstContradictionOfTheFileIsReported(_ more: String, _ expected: String) throws {
        #expect(try Self.message(Array((Self.header + Self.good + more).utf8)) == expected)
    }

    @Test func whatIsNoFileIsRefusedAndLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        func message(_ file: String) -> String? {
            let input = ProcessDataInput(timesheet: file, out: "\(directory.path)/out", rates: Example.ratesFile)
            do {
                _ = try PayrollTasks.processData(input)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(message(directory.path) == "\(directory.path): is a directory, a file is needed")
        let missing = "\(directory.path)/none.csv"
        #expect(message(missing) == "\(missing): cannot open: No such file or directory")
        #expect(message("/dev/null") == "/dev/null: is not a regular file")
        #expect(try directory.files().isEmpty)
    }

    @Test func aFileOfTwoGigabytesIsRefusedUnread() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("huge.csv", Self.header)
        // A sparse file: its size is all that is looked at.
        try #require(truncate(file, 2 << 30) == 0)
        let input = ProcessDataInput(timesheet: file, out: "\(directory.path)/out", rates: Example.ratesFile)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.processData(input) }
        #expect(error?.description == "\(file): is larger than 1024 MiB, the most that is read")
    }
}
