/// What a run's files are made of: the contents of its timesheet and of its rates, by their SHA-256.
///
/// `processData` leaves it in `split/`, and every later task looks whether it is its own run's: files of two runs that
/// share an output directory must never pass for those of one.
struct RunStamp: Equatable {
    static let fileName = "stamp"
    private static let digits = 64

    let timesheet: String
    let rates: String

    init(timesheet: String, rates: String) {
        self.timesheet = timesheet
        self.rates = rates
    }

    /// What the files of a run must be made of.
    init(of summary: SplitSummary) {
        self.init(timesheet: summary.timesheetSHA256, rates: summary.ratesSHA256)
    }

    /// The stamp of a split; `nil` where there is none that can be understood.
    init?(split: String) {
        var bytes: [UInt8] = []
        guard let reader = try? FileReader("\(split)/\(Self.fileName)", limit: 1024),
            (try? reader.read(into: &bytes)) == true
        else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        guard words.count == 4, [words[1], words[3]].allSatisfy({ $0.utf8.count == Self.digits }) else { return nil }
        self.init(timesheet: String(words[1]), rates: String(words[3]))
        guard bytes == self.bytes else { return nil }
    }

    /// Two lines: `timesheet` and `rates`, each with its SHA-256.
    var bytes: [UInt8] { Array("timesheet \(timesheet)\nrates \(rates)\n".utf8) }

    /// A name that files made of something else do not have.
    var shortName: String { "\(timesheet.prefix(8))-\(rates.prefix(8))" }

    /// What tells it from `other`, in words.
    func difference(from other: RunStamp) -> String {
        timesheet == other.timesheet
            ? "made with the rates \(rates.prefix(8))…, this run has \(other.rates.prefix(8))…"
            : "made of the timesheet \(timesheet.prefix(8))…, this run has \(other.timesheet.prefix(8))…"
    }
}
