/// A week from Monday to Sunday; as ISO 8601 has it, it belongs to the year of its Thursday.
public struct ISOWeek: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The Monday.
    public let monday: WorkDate

    /// The week of a day.
    public init(containing day: WorkDate) {
        // 1970-01-01 was a Thursday, three days after its Monday.
        let sinceMonday = ((day.dayNumber + 3) % 7 + 7) % 7
        monday = WorkDate(dayNumber: day.dayNumber - sinceMonday)
    }

    /// The Sunday, with which the pay period ends.
    public var sunday: WorkDate { WorkDate(dayNumber: monday.dayNumber + 6) }

    /// The year the week is counted in.
    public var year: Int { thursday.parts.year }

    /// The number of the week in its year, 1 to 53.
    public var number: Int {
        let first = WorkDate(year: year, month: 1, day: 1)?.dayNumber ?? thursday.dayNumber
        return (thursday.dayNumber - first) / 7 + 1
    }

    private var thursday: WorkDate { WorkDate(dayNumber: monday.dayNumber + 3) }

    /// `2026-W45`.
    public var description: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

    /// Earlier weeks come first.
    public static func < (left: ISOWeek, right: ISOWeek) -> Bool { left.monday < right.monday }
}
