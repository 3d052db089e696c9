import FoundationEssentials

/// Sets one employee's paystub: letterhead, who and what, a section for each week, the totals; as many pages as it takes.
struct PaystubPDF {
    let rates: Rates
    let pay: EmployeePay
    let lastWorkDate: WorkDate
    let document: PDFDocument

    private static let rowHeight = 13.0
    private static let left = PDFDocument.margin
    private static let right = PDFDocument.width - PDFDocument.margin
    private static let bottom = PDFDocument.height - 60
    private static let firstTop = 190.0
    private static let continuationTop = 84.0
    // Earnings stand on the left, deductions on the right.
    private static let earningsEnd = 336.0
    private static let deductionsStart = 356.0

    /// Draws all pages.
    func draw() {
        let pages = paginate()
        for (index, page) in pages.enumerated() {
            var y = index == 0 ? drawLetterhead() : drawContinuation()
            for part in page { draw(part, &y) }
            drawFooter(page: index + 1, of: pages.count)
            document.endPage()
        }
    }

    /// What a page is made of. A week with very many jobs is cut into parts.
    private enum Part {
        case week(PayWeek, lines: ArraySlice<EarningsLine>, isFirst: Bool, isLast: Bool)
        case totals
    }

    private func paginate() -> [[Part]] {
        var pages: [[Part]] = [[]]
        var y = Self.firstTop
        func place(_ part: Part, height: Double) {
            if y + height > Self.bottom {
                pages.append([])
                y = Self.continuationTop
            }
            pages[pages.count - 1].append(part)
            y += height
        }
        for week in pay.weeks {
            var rest = week.lines[...]
            var isFirst = true
            repeat {
                let lines = rest.prefix(linesThatFit(rest.count, of: week, below: y))
                rest = rest.dropFirst(lines.count)
                let part = Part.week(week, lines: lines, isFirst: isFirst, isLast: rest.isEmpty)
                place(part, height: height(of: week, lines: lines.count, isLast: rest.isEmpty))
                isFirst = false
            } while !rest.isEmpty
        }
        place(.totals, height: 96)
        return pages
    }

    /// How many lines the next part of a week takes: all of them where a page can hold them, else what is left of this
    /// page if that is worth a part, else a page full.
    private func linesThatFit(_ count: Int, of week: PayWeek, below y: Double) -> Int {
        if height(of: week, lines: count, isLast: true) <= Self.bottom - Self.continuationTop { return count }
        let left = Int((Self.bottom - y - 58) / Self.rowHeight)
        return min(count, left >= 8 ? left : Int((Self.bottom - Self.continuationTop - 58) / Self.rowHeight))
    }

    private func height(of week: PayWeek, lines: Int, isLast: Bool) -> Double {
        let hasPremium = week.totals.overtimeHours > 0
        let earnings = lines + (isLast ? 1 + (hasPremium ? 1 : 0) : 0)
        let deductions = isLast ? deductionRows(week).count + 2 : 0
        return 58 + Double(max(earnings, deductions)) * Self.rowHeight
    }

    private func deductionRows(_ week: PayWeek) -> [(name: String, amount: Decimal, yearToDate: Decimal)] {
        let now = week.totals.deductions
        let year = week.yearToDate.deductions
        var rows = [
            ("Federal income tax", now.federalIncomeTax, year.federalIncomeTax),
            ("Social Security", now.socialSecurity, year.socialSecurity),
            ("Medicare", now.medicare, year.medicare),
        ]
        if year.additionalMedicare > 0 {
            rows.append(("Additional Medicare", now.additionalMedicare, year.additionalMedicare))
        }
        return rows
    }

    private func draw(_ part: Part, _ y: inout Double) {
        switch part {
        case .week(let week, let lines, let isFirst, let isLast):
            let height = height(of: week, lines: lines.count, isLast: isLast)
            drawWeek(week, lines: lines, isFirst: isFirst, isLast: isLast, y: y)
            y += height
        case .totals:
            drawTotals(y: y)
            y += 96
        }
    }

    private func drawLetterhead() -> Double {
        let employer = rates.employer
        document.fill(x: 0, y: 0, width: PDFDocument.width, height: 6, .accent)
        document.text(employer?.name ?? "Payroll", x: Self.left, y: 50, style: .title, width: 330)
        let address = employer?.address.joined(separator: "  ·  ") ?? ""
        document.text(address, x: Self.left, y: 65, style: .caption, width: 330)
        document.text("EARNINGS STATEMENT", x: Self.right, y: 48, style: .subtitle.right)
        document.text(period, x: Self.right, y: 62, style: .caption.right)
        document.fill(x: Self.left, y: 84, width: Self.right - Self.left, height: 72, .panel)
        let column = Self.left + 14
        document.text("EMPLOYEE", x: column, y: 101, style: .head)
        document.text(pay.employee.name, x: column, y: 119, style: PDFStyle(size: 13, isBold: true), width: 290)
        document.text("ID \(pay.employee.id)", x: column, y: 134, style: .body, width: 290)
        document.text(pay.employee.email, x: column, y: 147, style: .caption, width: 290)
        let end = Self.right - 14
        document.text("NET PAY", x: end, y: 101, style: .head.right)
        document.text(
            "$" + pay.totals.net.groupedText(), x: end, y: 122,
            style: PDFStyle(size: 19, isBold: true, colour: .accent).right)
        let weeks = pay.weeks.count == 1 ? "1 pay period" : "\(pay.weeks.count) pay periods"
        document.text("\(weeks), \(pay.totals.hours.groupedText()) hours", x: end, y: 138, style: .caption.right)
        return Self.firstTop
    }

    private func drawContinuation() -> Double {
        document.fill(x: 0, y: 0, width: PDFDocument.width, height: 6, .accent)
        document.text(pay.employee.name, x: Self.left, y: 42, style: .strong, width: 300)
        document.text(period, x: Self.right, y: 42, style: .caption.right)
        document.rule(y: 52, from: Self.left, to: Self.right)
        return Self.continuationTop
    }

    private var period: String {
        guard let first = pay.weeks.first?.week, let last = pay.weeks.last?.week else { return "" }
        return "\(first.monday.printed) to \(last.sunday.printed)"
    }

    private func drawWeek(_ week: PayWeek, lines: ArraySlice<EarningsLine>, isFirst: Bool, isLast: Bool, y: Double) {
        let span = "\(week.week.monday.printedDay) to \(week.week.sunday.printed)"
        let heading = "Week \(week.week.number)\(isFirst ? "" : " (continued)")"
        let width = document.text(heading, x: Self.left, y: y, style: .subtitle)
        document.text(span, x: Self.left + width + 8, y: y, style: .caption)
        let head = y + 17
        drawEarningsHead(y: head)
        var row = head + 6 + Self.rowHeight - 3
        for line in lines {
            drawEarnings(
                line.job, line.hours.plainText(), line.hourlyRate.plainText(), line.amount.groupedText(), y: row)
            row += Self.rowHeight
        }
        guard isLast else { return }
        let totals = week.totals
        if totals.overtimeHours > 0 {
            let rate = (week.regularRate * rates.overtime.premium).roundedHalfUp(decimals: 4).plainText()
            drawEarnings(
                "Overtime premium", totals.overtimeHours.plainText(), rate, totals.overtimePremium.groupedText(), y: row
            )
            row += Self.rowHeight
        }
        document.rule(y: row - 9.5, from: Self.left, to: Self.earningsEnd)
        drawEarnings("Gross pay", totals.hours.plainText(), "", totals.gross.groupedText(), y: row, style: .strong)
        drawDeductions(week, head: head)
    }

    private func drawEarningsHead(y: Double) {
        document.text("EARNINGS", x: Self.left, y: y, style: .head)
        document.text("HOURS", x: 214, y: y, style: .head.right)
        document.text("RATE", x: 268, y: y, style: .head.right)
        document.text("AMOUNT", x: Self.earningsEnd, y: y, style: .head.right)
        document.rule(y: y + 4.5, from: Self.left, to: Self.earningsEnd, .grey)
    }

    private func drawEarnings(
        _ name: String, _ hours: String, _ rate: String, _ amount: String, y: Double, style: PDFStyle = .body
    ) {
        document.text(name, x: Self.left, y: y, style: style, width: 128)
        document.text(hours, x: 214, y: y, style: style.right)
        if !rate.isEmpty { document.text(rate, x: 268, y: y, style: style.right) }
        document.text(amount, x: Self.earningsEnd, y: y, style: style.right)
    }

    private func drawDeductions(_ week: PayWeek, head: Double) {
        let start = Self.deductionsStart
        document.text("DEDUCTIONS", x: start, y: head, style: .head)
        document.text("AMOUNT", x: 496, y: head, style: .head.right)
        document.text("YEAR TO DATE", x: Self.right, y: head, style: .head.right)
        document.rule(y: head + 4.5, from: start, to: Self.right, .grey)
        var y = head + 6 + Self.rowHeight - 3
        func row(_ name: String, _ amount: Decimal, _ yearToDate: Decimal, _ style: PDFStyle = .body) {
            document.text(name, x: start, y: y, style: style)
            document.text(amount.groupedText(), x: 496, y: y, style: style.right)
            document.text(yearToDate.groupedText(), x: Self.right, y: y, style: style.right)
            y += Self.rowHeight
        }
        for deduction in deductionRows(week) { row(deduction.name, deduction.amount, deduction.yearToDate) }
        document.rule(y: y - 9.5, from: start, to: Self.right)
        row("Total deductions", week.totals.deductions.total, week.yearToDate.deductions.total)
        row("Net pay", week.totals.net, week.yearToDate.net, .strong)
    }

    private func drawTotals(y: Double) {
        document.fill(x: Self.left, y: y - 8, width: Self.right - Self.left, height: 62, .panel)
        document.fill(x: Self.left, y: y - 8, width: 3, height: 62, .accent)
        let totals = pay.totals
        let figures = [
            ("GROSS PAY", totals.gross), ("DEDUCTIONS", totals.deductions.total), ("NET PAY", totals.net),
        ]
        for (index, figure) in figures.enumerated() {
            let x = Self.left + 20 + Double(index) * 172
            document.text(figure.0, x: x, y: y + 11, style: .head)
            document.text(
                "$" + figure.1.groupedText(), x: x, y: y + 33, style: index == 2 ? .figure.coloured(.accent) : .figure)
        }
        let overtime = totals.overtimeHours > 0 ? ", of which \(totals.overtimeHours.groupedText()) overtime" : ""
        document.text(
            "All weeks of this statement: \(totals.hours.groupedText()) hours\(overtime)", x: Self.left + 20, y: y + 46,
            style: .caption)
    }

    private func drawFooter(page: Int, of count: Int) {
        let y = PDFDocument.height - 34
        document.rule(y: y - 12, from: Self.left, to: Self.right)
        let premium = rates.overtime.premium == 0.5 ? "half" : rates.overtime.premium.description
        let note =
            "Overtime premium: \(premium) the regular rate over \(rates.overtime.weeklyHours) hours a week. "
            + "Year to date: this timesheet. Rates of \(rates.year), \(rates.federalWithholding.filingStatus.lowercased())."
        document.text(note, x: Self.left, y: y, style: PDFStyle(size: 6.5, colour: .grey), width: 450)
        document.text("Page \(page) of \(count)", x: Self.right, y: y, style: PDFStyle(size: 6.5, colour: .grey).right)
    }
}
