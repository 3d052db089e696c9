import Engine
import EngineTesting

/// The machines of the golden histories, by the name in a history's first line.
enum GoldenMachines {
    static func named(_ name: String) throws -> HistoryMachine {
        switch name {
        case "payroll":
            var machine = try HistoryMachine(Project.text("Examples/payroll/payroll.asl.json"))
            machine.policies["arn:aws:lambda:us-east-1:123456789012:function:generateReport"] =
                ResourcePolicy(limitMilliseconds: 900_000)
            return machine
        case "payroll-without-topics":
            return try HistoryMachine(
                Project.text("Examples/payroll/payroll.asl.json"),
                role: Role(arn: "arn:aws:iam::123456789012:role/poor", resources: ["*"]))
        case "shop":
            var machine = try HistoryMachine(shop)
            machine.policies["charge"] = ResourcePolicy(atMostOnce: true)
            machine.policies["pack"] = ResourcePolicy(isLimited: true)
            return machine
        case "shop-cut-short":
            var machine = try HistoryMachine(shop)
            machine.limits.eventsPerDecision = 2
            machine.eventLimit = 16
            return machine
        case "tour":
            var machine = try HistoryMachine(tour)
            machine.policies["drive"] = ResourcePolicy(atMostOnce: true)
            return machine
        case "tour-cut-short":
            var machine = try HistoryMachine(tour)
            machine.limits.eventsPerDecision = 1
            return machine
        case "market": return try HistoryMachine(market)
        default: throw NoSuchMachine(name: name)
        }
    }

    struct NoSuchMachine: Error {
        let name: String
    }

    /// Every kind of state, Retry with jitter, Catch, heartbeats, time limits, and a machine's own.
    private static let shop = #"""
        {
          "StartAt": "check", "TimeoutSeconds": 7200,
          "States": {
            "check": {"Type": "Choice", "Default": "refuse", "Choices": [
                {"Variable": "$.order.count", "NumericEquals": 0, "Next": "nothing"},
                {"Variable": "$.order.count", "NumericGreaterThan": 0, "Next": "price"}]},
            "price": {"Type": "Pass", "Result": {"currency": "EUR", "rate": 1.10}, "ResultPath": "$.price", "Next": "charge"},
            "charge": {"Type": "Task", "Resource": "charge", "ResultPath": "$.receipt", "Next": "rest",
                "Parameters": {"order.$": "$.order", "currency.$": "$.price.currency", "by.$": "$$.Execution.Name"},
                "TimeoutSeconds": 60, "HeartbeatSeconds": 15,
                "Retry": [{"ErrorEquals": ["Busy"], "JitterStrategy": "FULL", "MaxDelaySeconds": 30}],
                "Catch": [{"ErrorEquals": ["Daybook.OutcomeUnknown"], "ResultPath": "$.error", "Next": "ask"},
                    {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "refuse"}]},
            "rest": {"Type": "Wait", "Seconds": 3600, "Next": "pack"},
            "pack": {"Type": "Task", "Resource": "pack", "ResultPath": null, "Next": "done"},
            "ask": {"Type": "Pass", "OutputPath": "$.error", "End": true},
            "done": {"Type": "Succeed", "OutputPath": "$.receipt"},
            "nothing": {"Type": "Succeed"},
            "refuse": {"Type": "Fail", "Error": "Refused", "CausePath": "$.error.Cause"}
          }
        }
        """#

    /// Every kind of state with JSONata, whose expressions draw chance, ask for the time, and fail.
    private static let market = #"""
        {
          "QueryLanguage": "JSONata", "StartAt": "open",
          "States": {
            "open": {"Type": "Pass", "Assign": {"id": "{% $uuid() %}", "at": "{% $now() %}"},
                "Output": {"stalls": "{% $shuffle($states.input.stalls) %}"}, "Next": "weather"},
            "weather": {"Type": "Choice", "Default": "sell", "Choices": [
                {"Condition": "{% $random() >= 0 and $count($states.input.stalls) > 1 %}", "Next": "rain",
                    "Assign": {"wet": true}}]},
            "rain": {"Type": "Wait", "Seconds": "{% 60 * $ceil($random() * 5) %}", "Next": "sell"},
            "sell": {"Type": "Map", "Items": "{% $states.input.stalls %}", "MaxConcurrency": 2, "Next": "count",
                "ItemSelector": {"stall": "{% $states.context.Map.Item.Value %}", "lot": "{% $random(7) %}"},
                "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 1}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "close", "Assign": {"why": "{% $states.errorOutput.Error %}"},
                    "Output": {"failed": "{% $states.errorOutput.Cause %}"}}],
                "ItemProcessor": {"StartAt": "till", "States": {
                    "till": {"Type": "Task", "Resource": "till", "TimeoutSeconds": "{% 30 + 30 %}",
                        "Arguments": {"stall": "{% $states.input.stall %}", "market": "{% $id %}"},
                        "Output": "{% $states.result.sum %}", "End": true}}},
                "Output": {"sums": "{% $states.result %}"}},
            "count": {"Type": "Parallel", "Arguments": "{% $states.input.sums %}", "Next": "done",
                "Branches": [
                    {"StartAt": "total", "States": {"total": {"Type": "Pass", "Output": "{% $sum($states.input) %}", "End": true}}},
                    {"StartAt": "best", "States": {"best": {"Type": "Pass", "Output": "{% $max($states.input) %}", "End": true}}}],
                "Output": {"total": "{% $states.result[0] %}", "best": "{% $states.result[1] %}"}},
            "done": {"Type": "Succeed", "Output": "{% $merge([$states.input, {'opened': $at}]) %}"},
            "close": {"Type": "Fail", "Error": "{% $why %}", "Cause": "{% $states.input.failed %}"}
          }
        }
        """#

    /// Parallel and Map states, one inside the other, with variables, chance, Retry and Catch around them.
    private static let tour = #"""
        {
          "StartAt": "plan",
          "States": {
            "plan": {"Type": "Pass", "Assign": {"region": "north", "tour.$": "States.UUID()"}, "Next": "prepare"},
            "prepare": {"Type": "Parallel", "Next": "report", "ResultPath": "$.prepared",
                "ResultSelector": {"van.$": "$[0].van", "parcels.$": "$[1]"},
                "Retry": [{"ErrorEquals": ["Flat"], "MaxAttempts": 1, "IntervalSeconds": 60}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "giveUp", "ResultPath": "$.error",
                    "Assign": {"failed.$": "$.Error"}}],
                "Branches": [
                    {"StartAt": "drive", "States": {
                        "drive": {"Type": "Task", "Resource": "drive", "TimeoutSeconds": 600, "End": true,
                            "Parameters": {"region.$": "$region", "tour.$": "$tour"}}}},
                    {"StartAt": "load", "States": {
                        "load": {"Type": "Map", "ItemsPath": "$.parcels", "MaxConcurrency": 2, "End": true,
                            "ItemSelector": {"parcel.$": "$$.Map.Item.Value", "of.$": "States.ArrayLength($.parcels)"},
                            "ItemProcessor": {"StartAt": "weigh", "States": {
                                "weigh": {"Type": "Pass", "Assign": {"kilos.$": "$.parcel.kilos"}, "Next": "heavy"},
                                "heavy": {"Type": "Choice", "Default": "carry", "Choices": [
                                    {"Variable": "$kilos", "NumericGreaterThan": 20, "Next": "rest"}]},
                                "rest": {"Type": "Wait", "Seconds": 30, "Next": "carry"},
                                "carry": {"Type": "Task", "Resource": "carry", "End": true,
                                    "ResultSelector": {"kilos.$": "$kilos", "by.$": "$.by"}}}}}}}]},
            "report": {"Type": "Pass", "Parameters": {"tour.$": "$tour", "first.$": "$.prepared.parcels[0]"}, "End": true},
            "giveUp": {"Type": "Fail", "ErrorPath": "$failed", "CausePath": "States.Format('in the {}', $region)"}
          }
        }
        """#
}
