import Engine
import EngineTesting
import EngineTestingTraits
import JSON
import Testing

@Suite(.machine(file: "Examples/payroll/payroll.jsonata.asl.json", mocks: "Examples/payroll/mocks.json"))
struct PayrollJSONataTests {
    @Test func `hands on by variables what each task needs`() async throws {
        let run = try await MachineTrait.run(input: ["timesheet": "may.csv"])
        #expect(run.path == ["processData", "generatePaystubs", "generateReport", "successNotification"])
        #expect(run.notifications.map(\.message) == ["Payroll process complete."])
        let given = run.events.compactMap { event in
            if case .taskScheduled(let scheduled) = event { scheduled.parameters.string } else { nil }
        }
        #expect(Array(given.prefix(3)) == [#"{"timesheet":"may.csv"}"#, #"{"employees":3}"#, #"{"paystubs":3}"#])
    }

    @Test func `tells the owner of a failure`() async throws {
        let run = try await MachineTrait.run {
            $0.mocks.state("generatePaystubs", .fails("Rates.Missing", cause: "no rates for May"))
        }
        #expect(run.path == ["processData", "generatePaystubs", "errorNotification"])
        #expect(run.notifications.map(\.message) == ["no rates for May"])
    }
}
