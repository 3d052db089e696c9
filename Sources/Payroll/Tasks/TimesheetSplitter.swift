import FoundationEssentials

/// The work of `processData`: validates a timesheet as a whole and writes one CSV for each employee.
///
/// Memory stays bounded whatever the order of the lines: a first pass checks each line and appends it to one of a
/// bounded number of partition files by a hash of its employee; a second pass loads one partition at a time, checks what
/// only an employee's lines together can say, and writes the employee's file. Of all faults, the one on the first line
/// of the timesheet is reported.
struct TimesheetSplitter {
    private let input: ProcessDataInput
    private let control: TaskControl
    private let year: Int?
    private let stamp: RunStamp

    /// A splitter for an input.
    ///
    /// - Parameters:
    ///   - year: where given, every work date must lie in a week of this ISO year.
    ///   - stamp: what the split will be made of.
    init(_ input: ProcessDataInput, year: Int?, stamp: RunStamp, control: TaskControl) {
        self.input = input
        self.control = control
        self.year = year
        self.stamp = stamp
    }

    /// Splits the timesheet into `out/split`, which appears complete or not at all.
    func run() throws(PayrollError) -> SplitSummary {
        let target = "\(input.out)/split"
        let staged = try PayrollError.fileSeam { () throws(FileError) in try StagedDirectory(replacing: target) }
        let partitions = "\(staged.path)/partitions"
        let employees = "\(staged.path)/employees"
        for directory in [partitions, employees] {
            try PayrollError.fileSeam { () throws(FileError) in try DirectoryMaker.create(directory) }
        }
        var pass = try partition(into: partitions)
        var index = SplitIndex()
        for path in pass.paths {
            try control.check()
            try collect(path, into: employees, index: &index, firstFault: &pass.fault)
        }
        if let fault = pass.fault { throw .timesheet(fault) }
        guard let first = pass.first, let last = pass.last else {
            throw .timesheet(TimesheetError(file: input.timesheet, "has a header but no line of work"))
        }
        try PayrollError.fileSeam { () throws(FileError) in
            try index.write(to: "\(staged.path)/index.csv")
            try FileWriter.create("\(staged.path)/\(RunStamp.fileName)", stamp.bytes)
            Staging.remove(partitions)
            try staged.commit()
        }
        control.progress("lines", pass.lines, of: pass.lines)
        return SplitSummary(
            timesheet: input.timesheet, out: input.out, rates: input.ratesPath,
            timesheetSHA256: stamp.timesheet, ratesSHA256: stamp.rates, split: target, employees: index.entries.count,
            lines: pass.lines, firstWorkDate: first.description,
            lastWorkDate: last.description)
    }

    private struct FirstPass {
        var paths: [String] = []
        var lines = 0
        var first: WorkDate?
        var last: WorkDate?
        var fault: TimesheetError?
    }

    /// Refuses what is no timesheet by its first line, before anything is created.
    func checkHeader() throws(PayrollError) {
        _ = try PayrollError.timesheetSeam { () throws(TimesheetError) in
            _ = try TimesheetReader(input.timesheet, year: year)
        }
    }

    private func timesheetSize() throws(PayrollError) -> Int {
        try PayrollError.fileSeam { () throws(FileError) in try FileReader(input.timesheet).size }
    }

    private func partition(into directory: String) throws(PayrollError) -> FirstPass {
        var pass = FirstPass()
        let size = try timesheetSize()
        var partitions = try PayrollError.fileSeam { () throws(FileError) in
            try TimesheetPartitions(in: directory, timesheetSize: size)
        }
        pass.paths = partitions.paths
        do {
            var reader = try TimesheetReader(input.timesheet, year: year, hashing: true)
            while let line = try reader.next() {
                try partitions.append(line)
                pass.lines += 1
                pass.first = min(pass.first ?? line.date, line.date)
                pass.last = max(pass.last ?? line.date, line.date)
                if pass.lines % 1000 == 0 {
                    try control.check()
                    control.progress("lines", pass.lines)
                }
            }
            guard reader.sha256 == stamp.timesheet else {
                throw TimesheetError(file: input.timesheet, "changes while it is read")
            }
        } catch let error as TimesheetError {
            // A line before this one may contradict another: the second pass looks, and the first fault counts.
            pass.fault = error
        } catch let error as FileError {
            throw .file(error)
        } catch let error as PayrollError {
            throw error
        } catch {
            throw .inconsistent("\(error)")
        }
        try PayrollError.fileSeam { () throws(FileError) in try partitions.finish() }
        return pass
    }

    private func collect(
        _ path: String, into directory: String, index: inout SplitIndex, firstFault: inout TimesheetError?
    ) throws(PayrollError) {
        var employees: [[UInt8]: EmployeeLines] = [:]
        do {
            var reader = CSVReader(try FileReader(path, limit: .max))
            var record = CSVRecord()
            while try reader.next(&record) {
                guard let line = PartitionedLine(record) else {
                    throw FileError(path, .damaged)
                }
                if let known = firstFault?.line, line.number >= known { break }
                let fault = employees[Array(line.employeeID), default: EmployeeLines(line)]
                    .append(line, file: input.timesheet)
                if let fault {
                    firstFault = fault
                    break
                }
            }
            guard firstFault == nil else { return }
            try write(employees, into: directory, index: &index)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as PayrollError {
            throw error
        } catch {
            throw .file(FileError(path, .damaged))
        }
    }

    private func write(
        _ employees: [[UInt8]: EmployeeLines], into directory: String, index: inout SplitIndex
    ) throws(PayrollError) {
        guard index.entries.count + employees.count <= SplitIndex.maximumEmployees else {
            let reason = "has more than \(SplitIndex.maximumEmployees) employees"
            throw .timesheet(TimesheetError(file: input.timesheet, column: .employeeID, reason))
        }
        var shares: [String: Int] = [:]
        for employee in employees.values where employee.fileName.isExact {
            shares[employee.fileName.folded, default: 0] += 1
        }
        for employee in employees.values {
            try control.check()
            let isShared = shares[employee.fileName.folded, default: 1] > 1
            let file = employee.fileName.name(isShared: isShared)
            try PayrollError.fileSeam { () throws(FileError) in
                try FileWriter.create("\(directory)/\(file).csv", employee.csv.bytes)
            }
            index.append(id: employee.id, file: file)
        }
    }
}
