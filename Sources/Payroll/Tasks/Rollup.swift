/// The format of `rollup.csv`: one line for each employee, ordered by id.
enum Rollup {
    static let header = [
        "employee_id", "name", "email", "hours", "overtime_hours", "gross", "social_security", "medicare",
        "federal_income_tax", "net", "paystub",
    ]

    static func fields(_ pay: EmployeePay, paystub: String) -> [String] {
        let totals = pay.totals
        let deductions = totals.deductions
        return [
            pay.employee.id, pay.employee.name, pay.employee.email, totals.hours.plainText(),
            totals.overtimeHours.plainText(), totals.gross.plainText(), deductions.socialSecurity.plainText(),
            (deductions.medicare + deductions.additionalMedicare).plainText(), deductions.federalIncomeTax.plainText(),
            totals.net.plainText(), paystub,
        ]
    }
}
