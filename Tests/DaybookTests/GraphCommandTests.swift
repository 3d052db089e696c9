import Foundation
import Testing

@Suite("daybook graph") struct GraphCommandTests {
    private let machine = """
        {"StartAt":"c","States":{
          "c":{"Type":"Choice","Choices":[{"Variable":"$","IsNull":true,"Next":"p"}],"Default":"m"},
          "p":{"Type":"Parallel","Branches":[{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}],"Next":"s"},
          "m":{"Type":"Map","ItemProcessor":{"StartAt":"f \\"x\\"","States":{"f \\"x\\"":{"Type":"Fail"}}},
               "Catch":[{"ErrorEquals":["States.ALL"],"Next":"s"}],"End":true},
          "s":{"Type":"Succeed"}}}
        """

    @Test func `draws what is inside a state in a frame`() throws {
        let end = try Program.run(["graph", "-"], input: machine)
        #expect(end.code == 0)
        let lines = end.output.split(separator: "\n").map { $0.drop { $0 == " " } }
        for line in [
            #"s0{"c"}:::untouched"#, #"subgraph b1["p, branch 1"]"#, #"s4["a"]:::untouched"#,
            #"subgraph b2["m, each item"]"#, ##"s5["f #34;x#34;"]:::untouched"##, #"s0 -.->|"default"| s2"#,
            #"s1 -.->|"branch 1"| s4"#, #"s2 -.->|"each item"| s5"#, #"s2 -.->|"catch States.ALL"| s3"#,
            "s3 -.-> finish",
        ] { #expect(lines.contains { $0 == line }, "\(line) in \(end.output)") }
        // The end of a branch is the affair of the state around it.
        #expect(!lines.contains("s4 -.-> finish"))
    }

    @Test func `draws for Graphviz, too`() throws {
        let end = try Program.run(["graph", "-", "--format", "dot"], input: machine)
        #expect(end.output.hasPrefix("digraph machine {"))
        #expect(end.output.contains("  subgraph cluster_2 {\n"), "\(end)")
        #expect(end.output.contains(#"label="f \"x\"""#), "\(end)")
    }

    @Test func `says what is wrong`() throws {
        let end = try Program.run(["graph", "-"], input: "{}")
        #expect(end.code == 2 && end.errors.hasPrefix("daybook: -:1:1: error: "), "\(end)")
        #expect(try Program.run(["graph"]).code == 64)
        #expect(try Program.run(["graph", "-", "--log", "sqlite:x"]).code == 64)
        #expect(try Program.run(["graph", "--log", "sqlite:/nowhere/x", "--execution", "last"]).code == 2)
    }
}
