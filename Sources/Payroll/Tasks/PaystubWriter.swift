/// The work of `generatePaystubs`: computes pay and writes `out/paystubs/*.pdf` and `out/rollup.csv`.
///
/// One employee is in memory at a time. The PDFs are written into a directory beside their target, made durable by one
/// sync for all, and swapped into place; then the roll-up follows.
struct PaystubWriter {
    private let input: SplitSummary
    private let rates: Rates
    private let control: TaskControl

    /// A writer for what the split made.
    init(_ input: SplitSummary, rates: Rates, control: TaskControl) {
        self.input = input
        self.rates = rates
        self.control = control
    }

    /// Writes the paystubs and the roll-up.
    func run() throws(PayrollError) -> PaystubsSummary {
        guard let lastWorkDate = WorkDate(input.lastWorkDate.utf8) else {
            throw .inconsistent("lastWorkDate is not a date")
        }
        do {
            return try write(lastWorkDate: lastWorkDate)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as TimesheetError {
            throw .timesheet(error)
        } catch let error as PayrollError {
            throw error
        } catch {
            throw .inconsistent("\(error)")
        }
    }

    private func write(lastWorkDate: WorkDate) throws -> PaystubsSummary {
        let paystubs = "\(input.out)/paystubs"
        let directory = try StagedDirectory(replacing: paystubs)
        let rollup = try StagedFile(replacing: "\(input.out)/rollup.csv")
        let typesetter = try PDFTypesetter()
        let computation = PayComputation(rates: rates)
        var index = try SplitIndexReader(split: input.split)
        var csv = CSVLine()
        csv.record(Rollup.header)
        var totals = PayTotals()
        var count = 0
        var lines = 0
        while let file = try index.next() {
            try control.check()
            let timesheet = try EmployeeTimesheet("\(input.split)/employees/\(file).csv", year: rates.year)
            let pay = computation.pay(for: timesheet.employee, entries: timesheet.entries)
            try write(pay, to: "\(directory.path)/\(file).pdf", lastWorkDate, typesetter)
            csv.record(Rollup.fields(pay, paystub: "\(file).pdf"))
            try rollup.write(csv.bytes)
            csv.removeAll()
            totals += pay.totals
            count += 1
            lines += timesheet.entries.count
            if count % 100 == 0 { control.progress("employees", count, of: input.employees) }
        }
        try input.check(employees: count, lines: lines)
        try directory.commit()
        try rollup.commit()
        control.progress("employees", count, of: input.employees)
        return PaystubsSummary(
            timesheet: input, paystubs: paystubs, rollup: "\(input.out)/rollup.csv",
            totals: PaystubsSummary.Totals(totals))
    }

    private func write(
        _ pay: EmployeePay, to path: String, _ date: WorkDate, _ typesetter: PDFTypesetter
    ) throws(FileError) {
        var bytes: [UInt8] = []
        let document = try PDFDocument(
            typesetter: typesetter, title: "Earnings statement: \(pay.employee.name)",
            author: rates.employer?.name ?? "Payroll", date: date
        ) { chunk in
            bytes.append(contentsOf: chunk)
            return true
        }
        PaystubPDF(rates: rates, pay: pay, lastWorkDate: date, document: document).draw()
        try document.finish(path: path)
        try FileWriter.create(path, bytes)
    }
}
