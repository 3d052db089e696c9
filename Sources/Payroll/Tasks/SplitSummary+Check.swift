extension SplitSummary {
    /// Refuses a split that holds less or more than was put into it.
    func check(employees: Int, lines: Int) throws(PayrollError) {
        guard employees == self.employees, lines == self.lines else {
            throw .inconsistent(
                "\(split): has \(employees) employees with \(lines) lines, not the \(self.employees) with \(self.lines) that "
                    + "processData wrote")
        }
    }
}
