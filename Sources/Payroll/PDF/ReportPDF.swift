import FoundationEssentials

/// Sets the owner's report. Rows are drawn as they come and pages end by themselves, so that any number of employees
/// needs no more memory than a page.
final class ReportPDF {
    private static let left = PDFDocument.margin
    private static let right = PDFDocument.width - PDFDocument.margin
    private static let bottom = PDFDocument.height - 62
    private static let rowHeight = 13.0

    private let document: PDFDocument
    private let rates: Rates
    private let period: String
    private var y = 0.0
    private var page = 1
    private var table: ReportTable?

    init(document: PDFDocument, rates: Rates, firstDate: WorkDate, lastDate: WorkDate) {
        self.document = document
        self.rates = rates
        period = "Work from \(firstDate.printed) to \(lastDate.printed)"
    }

    /// The first page's head and the sums of everything.
    func drawOverview(_ aggregate: PayrollAggregate) {
        document.fill(x: 0, y: 0, width: PDFDocument.width, height: 6, .accent)
        document.text("Payroll report", x: Self.left, y: 52, style: .title)
        document.text(rates.employer?.name ?? "", x: Self.right, y: 44, style: .subtitle.right, width: 260)
        document.text(period, x: Self.right, y: 58, style: .caption.right)
        drawKeyFigures(aggregate)
        y = 200
        drawComposition(aggregate.totals)
        drawWeeks(aggregate)
        drawJobs(aggregate)
    }

    private func drawKeyFigures(_ aggregate: PayrollAggregate) {
        document.fill(x: Self.left, y: 78, width: Self.right - Self.left, height: 96, .panel)
        document.fill(x: Self.left, y: 78, width: 3, height: 96, .accent)
        let totals = aggregate.totals
        let money = [
            ("GROSS PAY", totals.gross), ("WITHHELD", totals.deductions.total), ("NET PAY", totals.net),
        ]
        for (index, figure) in money.enumerated() {
            let x = Self.left + 20 + Double(index) * 172
            document.text(figure.0, x: x, y: 98, style: .head)
            let style = index == 2 ? PDFStyle.figure.coloured(.accent) : .figure
            document.text("$" + figure.1.groupedText(), x: x, y: 118, style: style)
        }
        let counts = [
            ("EMPLOYEES", Decimal(aggregate.employees).groupedText(decimals: 0)), ("HOURS", totals.hours.groupedText()),
            ("OVERTIME HOURS", totals.overtimeHours.groupedText()),
        ]
        for (index, count) in counts.enumerated() {
            let x = Self.left + 20 + Double(index) * 172
            document.text(count.0, x: x, y: 144, style: .head)
            document.text(count.1, x: x, y: 160, style: PDFStyle(size: 11, isBold: true))
        }
    }

    /// What gross pay is made of, and where it goes.
    private func drawComposition(_ totals: PayTotals) {
        let deductions = totals.deductions
        let earned = [
            ("Straight time", totals.straightTime), ("Overtime premium", totals.overtimePremium),
            ("Gross pay", totals.gross),
        ]
        var withheld = [
            ("Federal income tax", deductions.federalIncomeTax), ("Social Security", deductions.socialSecurity),
            ("Medicare", deductions.medicare),
        ]
        if deductions.additionalMedicare > 0 { withheld.append(("Additional Medicare", deductions.additionalMedicare)) }
        withheld.append(("Withheld", deductions.total))
        document.text("Earned", x: Self.left, y: y, style: .subtitle)
        document.text("Withheld from employees", x: 324, y: y, style: .subtitle)
        let top = y + 18
        drawSums(earned, from: Self.left, to: 288, y: top)
        drawSums(withheld, from: 324, to: Self.right, y: top)
        y = top + Double(withheld.count) * Self.rowHeight + 22
    }

    private func drawSums(_ sums: [(String, Decimal)], from start: Double, to end: Double, y: Double) {
        for (index, sum) in sums.enumerated() {
            let row = y + Double(index) * Self.rowHeight
            let isLast = index == sums.count - 1
            if isLast { document.rule(y: row - 9.5, from: start, to: end) }
            document.text(sum.0, x: start, y: row, style: isLast ? .strong : .body)
            document.text(sum.1.groupedText(), x: end, y: row, style: (isLast ? PDFStyle.strong : .body).right)
        }
    }

    private func drawWeeks(_ aggregate: PayrollAggregate) {
        begin(.weeks)
        for (week, sums) in aggregate.weeks {
            let name = "\(week.description), \(week.monday.printedDay) to \(week.sunday.printedDay)"
            row([name, String(sums.employees)] + figures(sums.totals))
        }
        row(["All weeks", String(aggregate.employees)] + figures(aggregate.totals), style: .strong)
        end()
    }

    private func figures(_ totals: PayTotals) -> [String] {
        [totals.hours, totals.overtimeHours, totals.gross, totals.deductions.total, totals.net].map { $0.groupedText() }
    }

    private func drawJobs(_ aggregate: PayrollAggregate) {
        begin(.jobs)
        for (name, sums) in aggregate.jobs {
            row([name, String(sums.employees), sums.hours.groupedText(), sums.straightTime.groupedText()])
        }
        let totals = aggregate.totals
        row(["All jobs", "", totals.hours.groupedText(), totals.straightTime.groupedText()], style: .strong)
        end()
    }

    /// Begins a table where there is room for some rows of it.
    func begin(_ table: ReportTable) {
        if y + 80 > Self.bottom { breakPage() }
        document.text(table.title, x: Self.left, y: y, style: .subtitle)
        y += 17
        self.table = table
        drawHead(table)
    }

    /// Draws a row; a full page is ended first and the table's head drawn again.
    func row(_ cells: [String], style: PDFStyle = .body) {
        guard let table else { return }
        if y > Self.bottom {
            breakPage()
            drawHead(table)
        }
        if style.isBold { document.rule(y: y - 9.5, from: Self.left, to: Self.right) }
        for (column, cell) in zip(table.columns, cells) where !cell.isEmpty {
            let style = column.width == nil ? style.right : style
            document.text(cell, x: column.x, y: y, style: style, width: column.width)
        }
        y += Self.rowHeight
    }

    /// Ends a table.
    func end() {
        table = nil
        y += 18
    }

    /// Ends the last page.
    func finish(path: String) throws(FileError) {
        endPage()
        try document.finish(path: path)
    }

    private func drawHead(_ table: ReportTable) {
        for column in table.columns {
            document.text(column.title, x: column.x, y: y, style: column.width == nil ? .head.right : .head)
        }
        document.rule(y: y + 4.5, from: Self.left, to: Self.right, .grey)
        y += 16
    }

    private func breakPage() {
        endPage()
        page += 1
        document.fill(x: 0, y: 0, width: PDFDocument.width, height: 6, .accent)
        document.text("Payroll report", x: Self.left, y: 42, style: .strong)
        document.text(period, x: Self.right, y: 42, style: .caption.right)
        document.rule(y: 52, from: Self.left, to: Self.right)
        y = 76
    }

    private func endPage() {
        let y = PDFDocument.height - 34
        let style = PDFStyle(size: 6.5, colour: .grey)
        document.rule(y: y - 12, from: Self.left, to: Self.right)
        let note = "FICA is Social Security and Medicare. Withholding by the rates of \(rates.year)."
        document.text(note, x: Self.left, y: y, style: style, width: 420)
        document.text("Page \(page)", x: Self.right, y: y, style: style.right)
        document.endPage()
    }
}
