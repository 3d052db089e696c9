package import FoundationEssentials

/// One pay period of an employee.
package struct PayWeek: Sendable, Equatable {
    /// The period.
    package let week: ISOWeek
    /// Straight time by job and rate.
    package let lines: [EarningsLine]
    /// The weighted average of the week's rates, rounded to four decimals for print.
    package let regularRate: Decimal
    /// The week's sums.
    package let totals: PayTotals
    /// The sums of the file up to and with this week.
    package let yearToDate: PayTotals
}
