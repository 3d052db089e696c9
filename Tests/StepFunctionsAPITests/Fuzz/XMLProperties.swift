import EngineTesting
import JSON

@testable import StepFunctionsAPI

/// A document that is written is read as it was; one that is changed is read or refused.
enum XMLProperties {
    private static let names = ["Result", "member", "entry", "key", "value", "a-b", "ä"]
    private static let texts = ["", "x", "a & b", "<", "]]>", "é \u{1F600}", "  ", "\"'"]
    private static let pieces = [
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE x [<!ENTITY y \"z\">]>", "&lt;",
        "&#x41;", "&#99999999;", "&y;", "=\"", "'", "\u{0}",
    ]

    static func check(_ generator: inout SeededGenerator) -> String? {
        let element = element(4, &generator)
        let text = "<?xml version=\"1.0\"?>\n" + written(element, &generator) + "\n"
        guard let again = try? XMLReader.read(Array(text.utf8)) else { return "refused: \(text)" }
        guard again == element else { return "\(again) for \(text)" }
        let bytes = FuzzCases.mutated(Array(text.utf8), pieces: pieces, using: &generator)
        guard let other = try? XMLReader.read(bytes) else { return nil }
        // What can be read can be shown.
        return other.value.text.isEmpty ? "no value: \(bytes)" : nil
    }

    private static func element(_ depth: Int, _ generator: inout SeededGenerator) -> XMLElement {
        var element = XMLElement(name: names.randomElement(using: &generator) ?? "a")
        let count = depth == 0 ? 0 : Int.random(in: 0...3, using: &generator)
        if count == 0 { element.text = texts.randomElement(using: &generator) ?? "" }
        for _ in 0..<count { element.children.append(self.element(depth - 1, &generator)) }
        return element
    }

    private static func written(_ element: XMLElement, _ generator: inout SeededGenerator) -> String {
        let attributes = ["", " a='1'", " xmlns=\"http://x/?a=b\" c = '\"'"].randomElement(using: &generator) ?? ""
        if element.children.isEmpty, element.text.isEmpty, Bool.random(using: &generator) {
            return "<\(element.name)\(attributes)/>"
        }
        var text = element.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        if !element.text.contains("]]>"), Bool.random(using: &generator) { text = "<![CDATA[\(element.text)]]>" }
        let children = element.children.map { written($0, &generator) }.joined(separator: "<!-- - -->")
        return "<\(element.name)\(attributes)>\(text)\(children)</\(element.name)>"
    }
}
