/// Hours worked on one day as one job at one rate.
package struct WorkEntry: Sendable {
    let job: String
    let date: WorkDate
    let hours: FixedPoint
    let hourlyRate: FixedPoint

    /// An entry by its columns.
    package init(job: String, date: WorkDate, hours: FixedPoint, hourlyRate: FixedPoint) {
        self.job = job
        self.date = date
        self.hours = hours
        self.hourlyRate = hourlyRate
    }
}
