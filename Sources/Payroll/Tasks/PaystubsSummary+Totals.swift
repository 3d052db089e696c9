extension PaystubsSummary.Totals {
    /// The sums as texts.
    init(_ totals: PayTotals) {
        self.init(
            hours: totals.hours.plainText(), overtimeHours: totals.overtimeHours.plainText(),
            gross: totals.gross.plainText(), deductions: totals.deductions.total.plainText(),
            net: totals.net.plainText())
    }
}
