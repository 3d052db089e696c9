/// What a run is made of, as it is when `processData` begins; whether each can be read at all.
struct PayrollSources {
    let rates: Result<Rates, PayrollError>
    private let timesheet: Result<String, PayrollError>
    private let ratesSHA256: String

    init(_ input: ProcessDataInput) {
        do throws(FileError) {
            timesheet = .success(try FileReader.sha256(of: input.timesheet))
        } catch {
            timesheet = .failure(.timesheet(TimesheetError(file: input.timesheet, error.reason)))
        }
        do throws(RatesError) {
            let loaded = try Rates.load(input.ratesPath)
            rates = .success(loaded.rates)
            ratesSHA256 = loaded.sha256
        } catch {
            rates = .failure(.rates(error))
            ratesSHA256 = ""
        }
    }

    /// What the run's files will be made of; `nil` where there will be none.
    var stamp: RunStamp? { try? checkedStamp() }

    /// What the run's files will be made of.
    func checkedStamp() throws(PayrollError) -> RunStamp {
        _ = try rates.get()
        return RunStamp(timesheet: try timesheet.get(), rates: ratesSHA256)
    }
}
