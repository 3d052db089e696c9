/// A day of the Gregorian calendar, extended to all years.
struct CivilDate {
    let year: Int
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int

    /// The day so many days after 1970-01-01.
    init(days: Int) {
        // Years are taken to begin in March, so that the leap day is a year's last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01 to a day; a month outside 1 to 12 is one of another year.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let months = month - 1
        let carried = (months >= 0 ? months : months - 11) / 12
        let month = months - carried * 12 + 1
        let shiftedYear = year + carried - (month <= 2 ? 1 : 0)
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 for Monday to 7 for Sunday.
    static func weekday(days: Int) -> Int {
        let rest = (days + 3) % 7
        return (rest < 0 ? rest + 7 : rest) + 1
    }

    /// The Monday of the first week with most of its days in a month, as ISO 8601 counts weeks of a year.
    static func firstWeek(year: Int, month: Int) -> Int {
        let first = days(year: year, month: month, day: 1)
        let weekday = weekday(days: first)
        return weekday > 4 ? first + 8 - weekday : first - weekday + 1
    }
}
