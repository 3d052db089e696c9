import FoundationEssentials
import JSON
import StatesLanguage
import Testing

@Suite("The project's examples")
struct ExampleTests {
    @Test("The payroll machine is read without a warning", arguments: ["payroll.asl.json", "payroll.jsonata.asl.json"])
    func readsPayroll(_ file: String) throws {
        let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.path + "/Examples/payroll/\(file)"
        let data = try #require(FileManager.default.contents(atPath: path))
        let definition = try StateMachineDefinition(parsing: JSONText(validating: Array(data)))
        #expect(definition.warnings.isEmpty)
        #expect(definition.states.map(\.kind) == [.task, .task, .task, .task, .task])
        guard case .task(let sorry)? = definition.state(named: "errorNotification") else {
            Issue.record("no errorNotification")
            return
        }
        let given = try sorry.effectiveInput(
            raw: ErrorOutput(error: "BadTimesheet", cause: "line 7").jsonText, context: .sample())
        #expect(
            given.string == """
                {"TopicArn":"arn:aws:sns:us-east-1:123456789012:ErrorNotifications",\
                "Subject":"[ERROR]: Task failed","Message":"line 7"}
                """)
    }
}
