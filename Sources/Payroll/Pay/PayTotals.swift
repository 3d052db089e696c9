package import FoundationEssentials

/// Sums of pay: of a week, of the year so far, of an employee, of everybody.
package struct PayTotals: Sendable, Equatable {
    package var hours: Decimal = 0
    package var overtimeHours: Decimal = 0
    package var straightTime: Decimal = 0
    package var overtimePremium: Decimal = 0
    package var deductions = Deductions()

    /// Everything earned.
    package var gross: Decimal { straightTime + overtimePremium }
    /// What is paid out.
    package var net: Decimal { gross - deductions.total }

    static func += (left: inout PayTotals, right: PayTotals) {
        left.hours += right.hours
        left.overtimeHours += right.overtimeHours
        left.straightTime += right.straightTime
        left.overtimePremium += right.overtimePremium
        left.deductions = left.deductions + right.deductions
    }
}
