import Engine
import EngineTesting
import EngineTestingTraits
import JSON
import Testing

@Suite(.machine(file: "Examples/payroll/payroll.asl.json", mocks: "Examples/payroll/mocks.json"))
struct PayrollEndingsTests {
    @Test func `pays everybody`() async throws {
        let run = try await MachineTrait.run(input: ["timesheet": "may.csv"])
        #expect(run.path == ["processData", "generatePaystubs", "generateReport", "successNotification"])
        #expect(run.notifications.map(\.message) == ["Payroll process complete."])
    }

    @Test func `tells the owner of a failure`() async throws {
        let run = try await MachineTrait.run {
            $0.mocks.state("generatePaystubs", .fails("Rates.Missing", cause: "no rates for May"))
        }
        #expect(run.path == ["processData", "generatePaystubs", "errorNotification"])
        #expect(run.notifications.map(\.message) == ["no rates for May"])
    }

    @Test func `tries a report that is late again, after two seconds and after four`() async throws {
        let run = try await MachineTrait.run {
            $0.mocks.state("generateReport", .fails("States.Timeout"), .fails("States.Timeout"), .returns("may.pdf"))
        }
        #expect(run.attempts(of: "generateReport") == 3)
        #expect(run.elapsed == .seconds(6))
        #expect(run.status == .succeeded)
    }
}
