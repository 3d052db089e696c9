/// What `processData` is asked to do: the input of the payroll's state machine.
public struct ProcessDataInput: Codable, Sendable, Equatable {
    /// The timesheet's path.
    public let timesheet: String
    /// The directory that receives everything the run writes; it is created.
    public let out: String
    /// The path of the rates; without it, `rates.json` beside the timesheet.
    public let rates: String?

    /// An input by its parts.
    public init(timesheet: String, out: String, rates: String? = nil) {
        self.timesheet = timesheet
        self.out = out
        self.rates = rates
    }

    /// The path of the rates with its default filled in.
    var ratesPath: String { rates ?? "\(Staging.parent(of: timesheet))/rates.json" }
}
