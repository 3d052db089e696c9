import EngineTesting
import Foundation
import JSON

@testable import StepFunctionsAPI

/// What is written as a form is what whoever reads forms finds in it.
enum FormProperties {
    private static let texts = ["", "a", "a&b=c", "ä ✓", "%41", "+", "\u{0}", "x.y", "[0]", "#?"]

    static func check(_ generator: inout SeededGenerator) -> String? {
        var members = JSONObject()
        for _ in 0...Int.random(in: 0...4, using: &generator) {
            members["K" + (texts.randomElement(using: &generator) ?? "")] = .string(
                texts.randomElement(using: &generator) ?? "")
        }
        members["MessageAttributes"] = [:]
        let form = AWSForm(.sns, operation: "Publish", version: "1", members).text
        members["MessageAttributes"] = nil
        let fields = form.split(separator: "&").dropFirst(2).map { field in
            field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0).removingPercentEncoding ?? "?" }
        }
        let expected = members.map { [$0.key, $0.value.stringValue ?? ""] }
        return fields == expected ? nil : "\(fields) for \(expected)"
    }
}
