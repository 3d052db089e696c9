extension WorkDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Nov 2, 2026`.
    var printed: String {
        let (year, month, day) = parts
        return "\(Self.months[month - 1]) \(day), \(year)"
    }

    /// `Nov 2`.
    var printedDay: String {
        let (_, month, day) = parts
        return "\(Self.months[month - 1]) \(day)"
    }
}
