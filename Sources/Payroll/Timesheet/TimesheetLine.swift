/// One valid line of a timesheet. Texts are trimmed; they are bytes because most of them are only passed on.
package struct TimesheetLine: Sendable {
    package var number = 0
    package var employeeID: ArraySlice<UInt8> = []
    package var name: ArraySlice<UInt8> = []
    package var email: ArraySlice<UInt8> = []
    package var job: ArraySlice<UInt8> = []
    package var date = WorkDate(dayNumber: 0)
    package var hours = FixedPoint(tenThousandths: 0)
    package var hourlyRate = FixedPoint(tenThousandths: 0)
    /// Hours and rate as they were written.
    package var hoursText: ArraySlice<UInt8> = []
    package var hourlyRateText: ArraySlice<UInt8> = []
}
