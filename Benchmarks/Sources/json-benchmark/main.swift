// Parses and writes documents of realistic content, five runs each, in CPU time, next to Foundation's JSONSerialization
// in the same run. Decodes event payloads with JSONReader. Prints medians.

import Foundation
import JSON

let runs = 5

/// CPU seconds of this process so far.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The median of five runs, in repetitions per second of CPU time.
func repetitionsPerSecond(atLeast seconds: Double = 0.15, _ body: () throws -> Void) rethrows -> Double {
    var repetitions = 1
    while true {
        let start = processorTime()
        for _ in 0..<repetitions { try body() }
        if processorTime() - start > seconds / 4 { break }
        repetitions *= 2
    }
    repetitions *= 4
    var rates: [Double] = []
    for _ in 0..<runs {
        let start = processorTime()
        for _ in 0..<repetitions { try body() }
        rates.append(Double(repetitions) / (processorTime() - start))
    }
    return rates.sorted()[runs / 2]
}

/// Uses a result, so that the optimiser cannot drop the work.
func check(_ condition: Bool) {
    if !condition { print("wrong result") }
}

/// A payroll's data: ids, names, e-mail addresses, dates, hours and money, and now and then a letter beyond ASCII.
func payroll(employees: Int) -> JSONValue {
    let names = ["Ada Lovelace", "Jürgen Groß", "Grace Hopper", "Bob \"Bobby\" Tables", "Zoë Ångström"]
    let lines = (0..<employees).map { index -> JSONValue in
        [
            "employeeId": .string("E\(10_000 + index)"), "name": .string(names[index % names.count]),
            "email": .string("employee.\(index)@example.org"), "job": "Warehouse associate", "active": true,
            "hours": [8, 7.5, 8, 9.25, 8], "rate": .number(JSONNumber("23.50") ?? JSONNumber(0)), "manager": nil,
        ]
    }
    return ["executionId": "0198f3b2-7c11-7d6e-9f0a-3b1c5d7e9f01", "period": "2026-W09", "employees": .array(lines)]
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func column(_ value: Double) -> String { padded(String(Int(value.rounded())), 8) }

func ratio(_ ours: Double, _ theirs: Double) -> String { padded(String((ours / theirs * 10).rounded() / 10), 8) }

print("MB/s of CPU time, median of \(runs) runs")
print("   bytes   parse Foundation  ratio    write Foundation  ratio validate")
for employees in [1, 6, 24] {
    let value = payroll(employees: employees)
    let text = value.utf8
    let data = Data(text)
    let object = try JSONSerialization.jsonObject(with: data)
    let size = Double(text.count) / 1e6
    let parse = try repetitionsPerSecond { check(try JSONValue(parsing: text).kind == .object) } * size
    let validate = try repetitionsPerSecond { check(try JSONText(validating: text).count > 0) } * size
    let write = repetitionsPerSecond { check(value.utf8.count == text.count) } * size
    let foundationParse =
        try repetitionsPerSecond { _ = try JSONSerialization.jsonObject(with: data) } * size
    let foundationWrite =
        try repetitionsPerSecond { _ = try JSONSerialization.data(withJSONObject: object) } * size
    print(
        padded(String(text.count), 8), column(parse), column(foundationParse), ratio(parse, foundationParse),
        column(write), column(foundationWrite), ratio(write, foundationWrite), column(validate))
}

let event =
    Array(
        #"{"task":3,"output":{"employeeId":"E10017","gross":"940.00","net":"713.37","lines":[8,7.5,8,9.25,8],"#.utf8)
    + Array(
        #""paystub":"out/paystubs/E10017-2026-W09.pdf","currency":"USD","warnings":[],"approved":true,"by":null}}"#.utf8
    )
let decode = try repetitionsPerSecond {
    var reader = JSONReader(event)
    var task = 0
    var output = JSONText.null
    try reader.beginObject()
    while let key = try reader.nextKey() {
        switch key {
        case "task": task = try reader.readInt()
        case "output": output = try reader.readText()
        default: try reader.skipValue()
        }
    }
    try reader.end()
    check(task == 3 && output.count > 100)
}
let output = try JSONText(validating: payroll(employees: 1).utf8)
let encode = repetitionsPerSecond {
    var writer = JSONWriter(reservingCapacity: 320)
    writer.beginObject()
    writer.key("task")
    writer.int(3)
    writer.key("output")
    writer.text(output)
    writer.endObject()
    check(writer.utf8.count > output.count)
}
print(
    "event payloads: \(event.count) bytes read \(Int(decode / 1000))k/s, \(output.count + 22) bytes written \(Int(encode / 1000))k/s"
)

/// What a handler's input looks like.
struct Payroll: Codable {
    struct Employee: Codable {
        var employeeId: String, name: String, email: String, job: String
        var active: Bool
        var hours: [Double]
        var rate: Decimal
        var manager: String?
    }

    var executionId: String, period: String
    var employees: [Employee]
}

let document = payroll(employees: 6).jsonText
let documentData = Data(document.utf8)
let typed = try JSONValueDecoder().decode(Payroll.self, from: document)
let size = Double(document.count) / 1e6
let decodeType =
    try repetitionsPerSecond { _ = try JSONValueDecoder().decode(Payroll.self, from: document) } * size
let encodeType = try repetitionsPerSecond { check(try JSONValueEncoder().encode(typed).utf8.count > 100) } * size
let foundationDecoder = JSONDecoder()
let foundationEncoder = JSONEncoder()
let foundationDecode =
    try repetitionsPerSecond { _ = try foundationDecoder.decode(Payroll.self, from: documentData) } * size
let foundationEncode = try repetitionsPerSecond { check(try foundationEncoder.encode(typed).count > 100) } * size
print(
    "Codable type of \(document.count) bytes, MB/s: decode", column(decodeType), "JSONDecoder",
    column(foundationDecode),
    "encode", column(encodeType), "JSONEncoder", column(foundationEncode))
