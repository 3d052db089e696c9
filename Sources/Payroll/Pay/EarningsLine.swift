package import FoundationEssentials

/// Straight time of one week for one job at one rate.
package struct EarningsLine: Sendable, Equatable {
    /// What was worked as.
    package let job: String
    /// Hours of the week.
    package let hours: Decimal
    /// Dollars an hour.
    package let hourlyRate: Decimal
    /// Hours times rate, rounded to cents.
    package let amount: Decimal
}
