import FoundationEssentials

/// The work of `generateReport`: writes `out/report.csv` and `out/report.pdf` for the owner.
///
/// Pay is computed again from the split timesheet and compared with every line of the roll-up: the report vouches that
/// what was paid is what was worked. A second pass over the roll-up sets the table of employees.
struct ReportWriter {
    private let input: PaystubsSummary
    private let rates: Rates
    private let control: TaskControl

    /// A writer for what the paystubs' task made.
    init(_ input: PaystubsSummary, rates: Rates, control: TaskControl) {
        self.input = input
        self.rates = rates
        self.control = control
    }

    /// Writes the report.
    func run() throws(PayrollError) -> ReportSummary {
        let out = input.timesheet.out
        let csvPath = "\(out)/report.csv"
        let pdfPath = "\(out)/report.pdf"
        do {
            let aggregate = try aggregate()
            let csv = try StagedFile(replacing: csvPath)
            let pdf = try StagedFile(replacing: pdfPath)
            try csv.write(ReportCSV.bytes(aggregate))
            try draw(aggregate, into: pdf, path: pdfPath)
            try csv.commit()
            try pdf.commit()
            control.progress("employees", aggregate.employees, of: aggregate.employees)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as TimesheetError {
            throw .timesheet(error)
        } catch let error as PayrollError {
            throw error
        } catch {
            throw .inconsistent("\(error)")
        }
        return ReportSummary(payroll: input, reportCSV: csvPath, reportPDF: pdfPath)
    }

    private func aggregate() throws -> PayrollAggregate {
        let split = input.timesheet.split
        let computation = PayComputation(rates: rates)
        var aggregate = PayrollAggregate()
        var lines = 0
        var index = try SplitIndexReader(split: split)
        var rollup = try RollupReader.open(input.rollup)
        while let file = try index.next() {
            try control.check()
            let timesheet = try EmployeeTimesheet("\(split)/employees/\(file).csv", year: rates.year)
            let pay = computation.pay(for: timesheet.employee, entries: timesheet.entries)
            guard try rollup.next() == Rollup.fields(pay, paystub: "\(file).pdf") else {
                let line = aggregate.employees + 2
                throw PayrollError.inconsistent("\(input.rollup):\(line): does not agree with the timesheet's lines")
            }
            aggregate.add(pay)
            lines += timesheet.entries.count
            let count = aggregate.employees
            if count % 100 == 0 { control.progress("employees", count, of: input.timesheet.employees) }
        }
        guard try rollup.next() == nil else {
            throw PayrollError.inconsistent("\(input.rollup): has more lines than the timesheet has employees")
        }
        try input.timesheet.check(employees: aggregate.employees, lines: lines)
        guard PaystubsSummary.Totals(aggregate.totals) == input.totals else {
            throw PayrollError.inconsistent("\(input.rollup): does not add up to what generatePaystubs reported")
        }
        return aggregate
    }

    private func draw(_ aggregate: PayrollAggregate, into file: StagedFile, path: String) throws {
        guard let first = WorkDate(input.timesheet.firstWorkDate.utf8),
            let last = WorkDate(input.timesheet.lastWorkDate.utf8)
        else { throw PayrollError.inconsistent("firstWorkDate or lastWorkDate is not a date") }
        var failure: FileError?
        let document = try PDFDocument(
            typesetter: PDFTypesetter(), title: "Payroll report", author: rates.employer?.name ?? "Payroll", date: last
        ) { chunk in
            do throws(FileError) {
                try file.write(chunk)
                return true
            } catch {
                failure = failure ?? error
                return false
            }
        }
        let report = ReportPDF(document: document, rates: rates, firstDate: first, lastDate: last)
        report.drawOverview(aggregate)
        report.begin(.employees)
        var rollup = try RollupReader.open(input.rollup)
        while let fields = try rollup.next() {
            try control.check()
            report.row(employeeRow(fields))
        }
        do throws(FileError) {
            try report.finish(path: path)
        } catch {
            // The disk's own reason says more than cairo's "error while writing".
            throw failure ?? error
        }
    }

    private func employeeRow(_ fields: [String]) -> [String] {
        func money(_ index: Int) -> Decimal { Decimal(string: fields[index]) ?? 0 }
        let figures = [money(3), money(4), money(5), money(6) + money(7), money(8), money(9)]
        return [fields[0], fields[1]] + figures.map { $0.groupedText() }
    }
}
