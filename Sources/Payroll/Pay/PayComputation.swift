package import FoundationEssentials

/// Computes pay from hours and rates. Every amount that is printed is rounded half up to cents where it arises, and
/// sums are sums of rounded amounts, so that columns add up.
package struct PayComputation: Sendable {
    private let rates: Rates

    /// A computation by the rates of a year.
    package init(rates: Rates) {
        self.rates = rates
    }

    /// Pays an employee for all entries of the year so far, week by week.
    package func pay(for employee: Employee, entries: [WorkEntry]) -> EmployeePay {
        var yearToDate = PayTotals()
        var weeks: [PayWeek] = []
        let byWeek = Dictionary(grouping: entries) { $0.date.week }
        for week in byWeek.keys.sorted() {
            let lines = earnings(byWeek[week] ?? [])
            var totals = PayTotals()
            totals.hours = lines.reduce(0) { $0 + $1.hours }
            totals.straightTime = lines.reduce(0) { $0 + $1.amount }
            totals.overtimeHours = max(0, totals.hours - rates.overtime.weeklyHours)
            totals.overtimePremium = overtimePremium(totals)
            totals.deductions = deductions(gross: totals.gross, yearToDate: yearToDate.gross)
            yearToDate += totals
            let regularRate = totals.hours == 0 ? 0 : totals.straightTime / totals.hours
            weeks.append(
                PayWeek(
                    week: week, lines: lines, regularRate: regularRate.roundedHalfUp(decimals: 4), totals: totals,
                    yearToDate: yearToDate))
        }
        return EmployeePay(employee: employee, weeks: weeks)
    }

    private func earnings(_ entries: [WorkEntry]) -> [EarningsLine] {
        struct Key: Hashable { let job: String, rate: FixedPoint }
        var hours: [Key: Int] = [:]
        for entry in entries {
            hours[Key(job: entry.job, rate: entry.hourlyRate), default: 0] += entry.hours.tenThousandths
        }
        let keys = hours.keys.sorted { ($0.job, $0.rate) < ($1.job, $1.rate) }
        return keys.map { key in
            let sum = FixedPoint(tenThousandths: hours[key] ?? 0).decimal
            let rate = key.rate.decimal
            return EarningsLine(job: key.job, hours: sum, hourlyRate: rate, amount: (sum * rate).roundedHalfUp())
        }
    }

    /// The premium on top of straight time: a share of the regular rate, which is the week's straight time divided by
    /// its hours (29 CFR 778.109 and 778.115). One division, at the end, keeps it exact to the cent.
    private func overtimePremium(_ totals: PayTotals) -> Decimal {
        guard totals.overtimeHours > 0 else { return 0 }
        let premium = totals.straightTime * totals.overtimeHours * rates.overtime.premium / totals.hours
        return premium.roundedHalfUp()
    }

    /// What is withheld from a week's gross pay when so much was earned before in the year.
    package func deductions(gross: Decimal, yearToDate: Decimal) -> Deductions {
        let belowBase = max(0, min(gross, rates.socialSecurity.wageBase - yearToDate))
        let aboveThreshold = max(0, min(gross, yearToDate + gross - rates.medicare.additionalThreshold))
        return Deductions(
            federalIncomeTax: federalIncomeTax(gross: gross),
            socialSecurity: (belowBase * rates.socialSecurity.rate).roundedHalfUp(),
            medicare: (gross * rates.medicare.rate).roundedHalfUp(),
            additionalMedicare: (aboveThreshold * rates.medicare.additionalRate).roundedHalfUp())
    }

    /// Worksheet 1A of Publication 15-T for a Form W-4 of 2020 or later without entries in its steps 2 to 4.
    private func federalIncomeTax(gross: Decimal) -> Decimal {
        let periods = Decimal(rates.payPeriodsPerYear)
        let adjustedAnnualWage = max(0, gross * periods - rates.federalWithholding.standardAdjustment)
        let row = rates.federalWithholding.brackets.last { $0.over <= adjustedAnnualWage }
        guard let row else { return 0 }
        let annualTax = row.base + (adjustedAnnualWage - row.over) * row.rate
        return (annualTax / periods).roundedHalfUp()
    }
}
