import JSON
import StateMachineBuilder
import StatesLanguage
import Testing

@Suite struct StepBuilderTests {
    @Test(arguments: [true, false])
    func `conditions, loops and groups choose the steps that are written`(isLong: Bool) throws {
        let group: [any Step] = [Pass("g1"), Pass("g2")]
        let definition = DefinitionText(comment: "c", timeoutSeconds: 60) {
            if isLong { Pass("first") }
            for number in 1...2 { Wait("wait \(number)", seconds: number) }
            group
            if isLong { Succeed("long") } else { Fail("short") }
        }
        let parsed = try StateMachineDefinition(parsing: definition.text)
        let names = ["wait 1", "wait 2", "g1", "g2"]
        #expect(parsed.states.map(\.name) == (isLong ? ["first"] + names + ["long"] : names + ["short"]))
        #expect(parsed.startAt == parsed.states.first?.name)
        #expect(parsed.timeoutSeconds == 60)
        #expect(parsed.warnings.isEmpty, "\(parsed.warnings)")
    }

    @Test func `texts of any characters and any depth come through`() throws {
        let name = "\"näme\"\n\\ 🎈"
        var deep: JSONValue = "leaf"
        for level in 0..<100 { deep = level.isMultiple(of: 2) ? [deep, [], [:]] : ["a\tb": deep] }
        let definition = DefinitionText { Pass(name, result: deep) }
        let value = try JSONValue(parsing: definition.text)
        #expect(value["States"]?[name]?["Result"] == deep)
    }
}
