public import FoundationEssentials

/// The rates of one year, as `rates.json` states them; money in US dollars, shares as fractions of one.
public struct Rates: Codable, Sendable, Equatable {
    /// Whose letterhead the paystubs carry.
    public struct Employer: Codable, Sendable, Equatable {
        /// The employer's name.
        public let name: String
        /// The lines of the address.
        public let address: [String]
    }

    /// Overtime under the Fair Labor Standards Act.
    public struct Overtime: Codable, Sendable, Equatable {
        /// Hours of a week up to which there is no overtime.
        public let weeklyHours: Decimal
        /// The share of the regular rate that is paid on top for each overtime hour.
        public let premium: Decimal
    }

    /// The employee's part of Social Security.
    public struct SocialSecurity: Codable, Sendable, Equatable {
        /// The share withheld.
        public let rate: Decimal
        /// Wages of a year up to which it is withheld.
        public let wageBase: Decimal
    }

    /// The employee's part of Medicare.
    public struct Medicare: Codable, Sendable, Equatable {
        /// The share withheld of all wages.
        public let rate: Decimal
        /// The share withheld besides, of wages above the threshold.
        public let additionalRate: Decimal
        /// Wages of a year above which the additional share is withheld.
        public let additionalThreshold: Decimal
    }

    /// Federal income tax withholding: the annual percentage method of IRS Publication 15-T, Worksheet 1A.
    public struct FederalWithholding: Codable, Sendable, Equatable {
        /// One row of the annual table.
        public struct Bracket: Codable, Sendable, Equatable {
            /// The adjusted annual wage above which the row holds.
            public let over: Decimal
            /// The tax at that wage.
            public let base: Decimal
            /// The share of the wage above it.
            public let rate: Decimal
        }

        /// The filing status the table is for, as it is printed.
        public let filingStatus: String
        /// What is taken off the annual wage before the table is entered (Worksheet 1A, line 1g, step 2 not checked).
        public let standardAdjustment: Decimal
        /// The table, by rising wage, from 0.
        public let brackets: [Bracket]
    }

    /// The year the rates are for.
    public let year: Int
    /// Where the figures come from.
    public let source: String
    /// What a reader should know about them.
    public let note: String?
    /// Pay periods in a year: 52, since pay is weekly.
    public let payPeriodsPerYear: Int
    /// Whose letterhead the paystubs carry.
    public let employer: Employer?
    /// Overtime.
    public let overtime: Overtime
    /// Social Security.
    public let socialSecurity: SocialSecurity
    /// Medicare.
    public let medicare: Medicare
    /// Federal income tax withholding.
    public let federalWithholding: FederalWithholding
}
