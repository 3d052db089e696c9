package import FoundationEssentials

/// What is withheld from pay, each rounded to cents.
package struct Deductions: Sendable, Equatable {
    package var federalIncomeTax: Decimal = 0
    package var socialSecurity: Decimal = 0
    /// Medicare without the additional share.
    package var medicare: Decimal = 0
    package var additionalMedicare: Decimal = 0

    /// All of it.
    package var total: Decimal { federalIncomeTax + socialSecurity + medicare + additionalMedicare }

    static func + (left: Deductions, right: Deductions) -> Deductions {
        Deductions(
            federalIncomeTax: left.federalIncomeTax + right.federalIncomeTax,
            socialSecurity: left.socialSecurity + right.socialSecurity,
            medicare: left.medicare + right.medicare,
            additionalMedicare: left.additionalMedicare + right.additionalMedicare)
    }
}
