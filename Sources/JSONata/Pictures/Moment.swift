/// A point in time, taken apart at an offset from UTC.
struct Moment {
    let date: CivilDate
    private let days: Int
    private let millisecondOfDay: Int

    /// Milliseconds since 1970-01-01T00:00:00Z, with the offset added already.
    init(milliseconds: Int) {
        let day = 86_400_000
        days = (milliseconds >= 0 ? milliseconds : milliseconds - day + 1) / day
        millisecondOfDay = milliseconds - days * day
        date = CivilDate(days: days)
    }

    /// The number of a component of date-time pictures; nil for one that is no number.
    func number(_ component: Character) -> Int? {
        switch component {
        case "Y": date.year
        case "M": date.month
        case "D": date.day
        case "d": days - CivilDate.days(year: date.year, month: 1, day: 1) + 1
        case "F": CivilDate.weekday(days: days)
        case "W": weekOfYear
        case "w": weekOfMonth
        case "X": weekYear
        case "x": weekMonth
        case "H": hour
        case "h": hour % 12 == 0 ? 12 : hour % 12
        case "m": millisecondOfDay / 60_000 % 60
        case "s": millisecondOfDay / 1000 % 60
        case "f": millisecondOfDay % 1000
        default: nil
        }
    }

    var hour: Int { millisecondOfDay / 3_600_000 }

    private func week(from start: Int) -> Int {
        let difference = days - start
        return (difference >= 0 ? difference : difference - 6) / 7 + 1
    }

    private var weekOfYear: Int {
        let week = week(from: CivilDate.firstWeek(year: date.year, month: 1))
        if week > 52, days >= CivilDate.firstWeek(year: date.year + 1, month: 1) { return 1 }
        return week < 1 ? self.week(from: CivilDate.firstWeek(year: date.year - 1, month: 1)) : week
    }

    private var weekOfMonth: Int {
        let week = week(from: CivilDate.firstWeek(year: date.year, month: date.month))
        if week > 4, days >= CivilDate.firstWeek(year: date.year, month: date.month + 1) { return 1 }
        return week < 1 ? self.week(from: CivilDate.firstWeek(year: date.year, month: date.month - 1)) : week
    }

    private var weekYear: Int {
        if days < CivilDate.firstWeek(year: date.year, month: 1) { return date.year - 1 }
        return days >= CivilDate.firstWeek(year: date.year + 1, month: 1) ? date.year + 1 : date.year
    }

    private var weekMonth: Int {
        if days < CivilDate.firstWeek(year: date.year, month: date.month) {
            return date.month == 1 ? 12 : date.month - 1
        }
        let isNext = days >= CivilDate.firstWeek(year: date.year, month: date.month + 1)
        return isNext ? date.month % 12 + 1 : date.month
    }
}
