import StatesLanguage
import Testing

@Suite("ErrorEquals")
struct ErrorMatcherTests {
    @Test(
        "Names take errors as the service has them",
        arguments: [
            ("States.ALL", "Any.Error", true), ("States.ALL", "States.Timeout", true),
            ("States.ALL", "States.HeartbeatTimeout", true), ("States.ALL", "States.Permissions", true),
            ("States.ALL", "States.Runtime", false), ("States.ALL", "States.DataLimitExceeded", false),
            ("States.DataLimitExceeded", "States.DataLimitExceeded", true),
            ("States.Runtime", "States.Runtime", false), ("States.TaskFailed", "Any.Error", true),
            ("States.TaskFailed", "States.Permissions", true), ("States.TaskFailed", "States.TaskFailed", true),
            ("States.TaskFailed", "States.Timeout", false), ("States.TaskFailed", "States.HeartbeatTimeout", false),
            ("States.TaskFailed", "States.Runtime", false), ("States.TaskFailed", "States.DataLimitExceeded", true),
            ("States.Timeout", "States.Timeout", true), ("States.Timeout", "States.HeartbeatTimeout", true),
            ("States.HeartbeatTimeout", "States.HeartbeatTimeout", true),
            ("States.HeartbeatTimeout", "States.Timeout", false), ("Bank.Closed", "Bank.Closed", true),
            ("Bank.Closed", "bank.closed", false), ("Bank.*", "Bank.Closed", false),
        ])
    func takes(name: String, error: String, expected: Bool) {
        #expect(ErrorMatcher(names: ["Other", name]).matches(error) == expected)
    }
}
