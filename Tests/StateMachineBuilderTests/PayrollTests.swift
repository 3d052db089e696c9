import JSON
import StateMachineBuilder
import StatesLanguage
import Testing

@Suite struct PayrollTests {
    static let lambda = "arn:aws:lambda:us-east-1:123456789012:function:"
    static let topics = "arn:aws:sns:us-east-1:123456789012:"

    static func payroll() -> DefinitionText {
        DefinitionText(comment: "Payroll processing example.") {
            Call("processData", resource: lambda + "processData")
                .comment("First task. Accept input at the beginning of the execution.")
                .catch("States.ALL", next: "errorNotification")
            Call("generatePaystubs", resource: lambda + "generatePaystubs")
                .comment("Second task.")
                .catch("States.ALL", next: "errorNotification")
            Call("generateReport", resource: lambda + "generateReport")
                .comment("Third/final task.")
                .retry("States.Timeout", intervalSeconds: 2, maxAttempts: 2)
                .catch("States.ALL", next: "errorNotification")
            Call("successNotification", resource: "arn:aws:states:::sns:publish")
                .parameters([
                    "TopicArn": .string(topics + "SuccessNotifications"), "Message": "Payroll process complete.",
                ])
                .end()
            Call("errorNotification", resource: "arn:aws:states:::sns:publish")
                .parameters([
                    "TopicArn": .string(topics + "ErrorNotifications"), "Subject": "[ERROR]: Task failed",
                    "Message.$": "$.Cause",
                ])
        }
    }

    @Test func `the payroll in Swift is the payroll of the example`() throws {
        let example = try Project.text("Examples/payroll/payroll.asl.json")
        #expect(
            try StateMachineDefinition(parsing: Self.payroll().text) == StateMachineDefinition(parsing: example))
        #expect(try JSONValue(parsing: Self.payroll().text) == JSONValue(parsing: example))
    }

    @Test func `its text is indented, and the same each time`() {
        let text = Self.payroll().text
        #expect(text == Self.payroll().text)
        #expect(
            text.hasPrefix(
                """
                {
                  "Comment": "Payroll processing example.",
                  "StartAt": "processData",
                  "States": {
                    "processData": {
                      "Type": "Task",
                      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:processData",
                      "Comment": "First task. Accept input at the beginning of the execution.",
                      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "errorNotification" }],
                      "Next": "generatePaystubs"
                    },

                """))
        #expect(text.hasSuffix("\n      \"End\": true\n    }\n  }\n}\n"))
    }
}
