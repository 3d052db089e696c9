import Engine
import StatesLanguage

/// The machines that the engines run and the tests start.
enum ChaosMachine: String, CaseIterable {
    /// Three payments, the second beside a sibling whose result is committed while the payment's transaction is open.
    case payment
    /// A bit of everything: a retry, a wait, a choice, payments in a Parallel and a Map state, a caught failure, a message.
    case order
    /// One plain task, of another service.
    case errand

    /// The topic that orders are published to.
    static let topic = "arn:aws:sns:us-east-1:123456789012:Orders"

    var pays: Bool { self != .errand }

    func stateMachine() throws -> StateMachine {
        try StateMachine(
            name: rawValue, definition: definition,
            role: Role(arn: "arn:aws:iam::123456789012:role/chaos", resources: ["*"], topics: ["*"]))
    }

    private var definition: String {
        switch self {
        case .payment: Self.paymentText
        case .order: Self.orderText
        case .errand: #"{"StartAt":"run","States":{"run":{"Type":"Task","Resource":"run","End":true}}}"#
        }
    }

    private static let retry = """
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 1000, "BackoffRate": 1.0}]
        """

    /// When the second payment begins, one success is recorded; it waits until its sibling's is the second.
    private static let both = """
        {"Type": "Parallel", "ResultPath": null, "Branches": [
            {"StartAt": "second", "States": {"second": {
                "Type": "Task", "Resource": "pay", "Parameters": {"payment": 2, "awaits": 2}, \(retry), "End": true}}},
            {"StartAt": "sibling", "States": {"sibling": {
                "Type": "Task", "Resource": "note", "Parameters": {}, \(retry), "End": true}}}],
            "Next": "rest"}
        """

    private static let paymentText = """
        {"StartAt": "first", "States": {
            "first": {
                "Type": "Task", "Resource": "pay", "Parameters": {"payment": 1}, "ResultPath": null, \(retry),
                "Next": "both"},
            "both": \(both),
            "rest": {
                "Type": "Task", "Resource": "pay", "Parameters": {"payment": 3}, "ResultPath": null, \(retry),
                "End": true}}}
        """

    private static let orderText = """
        {"StartAt": "check", "States": {
            "check": {
                "Type": "Task", "Resource": "check", "Parameters": {"number.$": "$.number"}, "ResultPath": null,
                \(retry), "Next": "sleep"},
            "sleep": {"Type": "Wait", "Seconds": 1, "Next": "route"},
            "route": {
                "Type": "Choice", "Default": "both",
                "Choices": [{"Variable": "$.kind", "StringEquals": "refused", "Next": "refused"}]},
            "refused": {"Type": "Fail", "Error": "Refused", "Cause": "as it should be"},
            "both": \(both),
            "rest": {
                "Type": "Map", "ItemsPath": "$.payments", "ResultPath": null, "Next": "decline",
                "ItemProcessor": {"StartAt": "part", "States": {"part": {
                    "Type": "Task", "Resource": "pay", "Parameters": {"payment.$": "$"}, \(retry), "End": true}}}},
            "decline": {
                "Type": "Task", "Resource": "decline", "Parameters": {"kind.$": "$.kind"}, "ResultPath": null,
                "Catch": [{"ErrorEquals": ["Declined"], "ResultPath": null, "Next": "tell"}], "Next": "tell"},
            "tell": {
                "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
                "Parameters": {"TopicArn": "\(topic)", "Message.$": "$$.Execution.Name"}, \(retry), "End": true}}}
        """
}
