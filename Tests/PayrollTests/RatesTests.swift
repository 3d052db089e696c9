import FoundationEssentials
import Payroll
import Testing

@Suite struct RatesTests {
    /// The example's rates with one text replaced, and what is said about them.
    static func message(replacing old: String, with new: String) throws -> String? {
        let directory = try TemporaryDirectory()
        let text = String(decoding: try Data(contentsOf: URL(filePath: Example.ratesFile)), as: UTF8.self)
        try #require(text.contains(old))
        let file = try directory.write("rates.json", text.replacing(old, with: new))
        do {
            _ = try Rates(contentsOf: file)
            return nil
        } catch {
            return error.description.replacing("\(directory.path)/", with: "")
        }
    }

    @Test func theExamplesRatesAreThoseOf2026() throws {
        let rates = try Example.rates()
        #expect(rates.year == 2026)
        #expect(rates.socialSecurity.wageBase == 184_500)
        #expect(rates.medicare.rate == (try Example.money("0.0145")))
        #expect(rates.federalWithholding.brackets.last?.base == (try Example.money("192979.25")))
    }

    @Test(arguments: [
        ("\"year\": 2026,", "", "rates.json: /year: is missing"),
        ("\"wageBase\": 184500", "\"wageBase\": -1", "rates.json: /socialSecurity/wageBase: is negative"),
        ("0.062", "6.2", "rates.json: /socialSecurity/rate: is not between 0 and 1"),
        (
            "\"payPeriodsPerYear\": 52", "\"payPeriodsPerYear\": 26",
            "rates.json: /payPeriodsPerYear: is not 52, and pay periods are weeks"
        ),
        (
            "\"base\": 5800,", "\"base\": 5900,",
            "rates.json: /federalWithholding/brackets/3/base: is not what the rows before add up to"
        ),
        (
            "\"over\": 19900", "\"over\": 7400",
            "rates.json: /federalWithholding/brackets/2/over: is not above the row before"
        ),
        (
            "{ \"over\": 0, \"base\": 0, \"rate\": 0 },", "",
            "rates.json: /federalWithholding/brackets: does not begin at 0"
        ),
        (
            "\"filingStatus\": \"Single or married filing separately\"", "\"filingStatus\": 1",
            "rates.json: /federalWithholding/filingStatus: is not a string"
        ),
        ("\"wageBase\": 184500", "\"wageBase\": \"184500\"", "rates.json: /socialSecurity/wageBase: is not a number"),
        (
            "\"address\": [\"18 Harbor Lane\", \"Portland, ME 04101\"]", "\"address\": \"Portland\"",
            "rates.json: /employer/address: is not a list"
        ),
    ])
    func aMistypedFigureIsRefusedWithItsPlace(_ old: String, _ new: String, _ expected: String) throws {
        #expect(try Self.message(replacing: old, with: new) == expected)
    }

    @Test func aFileThatIsNoJSONIsRefused() throws {
        let message = try #require(try Self.message(replacing: "\"year\": 2026,", with: "\"year\": 2026"))
        #expect(message.hasPrefix("rates.json: is not JSON: "))
    }

    @Test func missingRatesAreRefusedBeforeAnythingIsWritten() throws {
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/rates.json"
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out", rates: file)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.processData(input) }
        #expect(error?.name == "RatesError")
        #expect(error?.description == "\(file): cannot open: No such file or directory")
        #expect(try directory.files().isEmpty)
    }
}
