import JSON
import StatesLanguage
import Testing

@Suite("JSONPath")
struct JSONPathTests {
    static let document = """
        {"a":{"b":[10,20,30,{"c":"deep"}],"n":null},"x-y":1,"é":2,"quo'te":3,"list":[{"v":1},{"w":0},{"v":2}],\
        "store":{"book":[{"p":1},{"p":2}],"bike":{"p":3}}}
        """

    @Test(
        "A definite path selects one value",
        arguments: [
            ("$.a.b[0]", "10"), ("$.a.b[3].c", #""deep""#), ("$.a.b[-1].c", #""deep""#), ("$['a']['b'][1]", "20"),
            (#"$["a"].b[2]"#, "30"), ("$.x-y", "1"), ("$.é", "2"), (#"$['quo\'te']"#, "3"), ("$.a.n", "null"),
            ("$['a']", #"{"b":[10,20,30,{"c":"deep"}],"n":null}"#), (#"$.x\-y"#, "1"), ("$[ 'a' ].b[ 0 ]", "10"),
        ])
    func selectsOne(path: String, expected: String) throws {
        let path = try JSONPath(parsing: path)
        #expect(path.isDefinite)
        #expect(path.value(in: try JSONValue(parsing: Self.document))?.text == expected)
    }

    @Test(
        "A path that is not definite selects an array, in the order of the document",
        arguments: [
            ("$.a.b[*]", #"[10,20,30,{"c":"deep"}]"#), ("$.list[*].v", "[1,2]"), ("$.store.*.p", "[3]"),
            ("$.a.b[0:2]", "[10,20]"), ("$.a.b[2:]", #"[30,{"c":"deep"}]"#), ("$.a.b[:1]", "[10]"),
            ("$.a.b[-2:]", #"[30,{"c":"deep"}]"#), ("$.a.b[:-2]", "[10,20]"), ("$.a.b[5:9]", "[]"),
            ("$.a.b[2:1]", "[]"),
            ("$.a.b[0,2]", "[10,30]"), ("$.a.b[2,0,9]", "[30,10]"), ("$..p", "[1,2,3]"), ("$..book[0].p", "[1]"),
            ("$.store..p", "[1,2,3]"), ("$.list[*]['v','w']", #"[{"v":1},{"w":0},{"v":2}]"#),
            ("$['a','store']['b','bike'].p", "[3]"), ("$..c", #"["deep"]"#), ("$.none[*]", "[]"),
            ("$.none.deeper[1:3].p", "[]"), ("$.x-y[*]", "[]"),
        ])
    func gathers(path: String, expected: String) throws {
        let path = try JSONPath(parsing: path)
        #expect(!path.isDefinite)
        #expect(path.value(in: try JSONValue(parsing: Self.document))?.text == expected)
    }

    @Test("Descent visits the outer before the inner")
    func descendsInOrder() throws {
        let document = try JSONValue(parsing: #"{"k":{"k":1,"m":[{"k":2}]}}"#)
        #expect(try JSONPath(parsing: "$..k").value(in: document)?.text == #"[{"k":1,"m":[{"k":2}]},1,2]"#)
        #expect(try JSONPath(parsing: "$..[0]").value(in: document)?.text == #"[{"k":2}]"#)
        #expect(try JSONPath(parsing: "$.k..*").value(in: document)?.text == #"[1,[{"k":2}],{"k":2},2]"#)
    }

    @Test("Several names at the end give one object of those that are there")
    func picksMembers() throws {
        let path = try JSONPath(parsing: "$.a['n','none']")
        #expect(path.isDefinite)
        #expect(path.value(in: try JSONValue(parsing: Self.document))?.text == #"{"n":null}"#)
    }

    @Test(
        "A definite path that finds nothing selects nothing",
        arguments: ["$.none", "$.none.deeper", "$.a.b[4]", "$.a.b[-5]", "$.a.b.c", "$.a[0]", "$.x-y.z", "$.a.n.z"])
    func misses(path: String) throws {
        #expect(try JSONPath(parsing: path).value(in: try JSONValue(parsing: Self.document)) == nil)
    }

    @Test(
        "Texts that are no path are refused where the fault stands",
        arguments: [
            ("", 0), ("a.b", 0), ("$.", 2), ("$.a.", 4), ("$..", 3), ("$a b", 2), ("$.a b", 3), ("$[", 2), ("$[]", 2),
            ("$['a", 4), ("$['a'", 5), ("$[a]", 2), ("$[1", 3), ("$[1,]", 4), ("$[0:2:1]", 5), ("$.a]", 3),
            ("$[99999999999999999999]", 22), ("$ .a", 1), ("$.a'b", 3), ("$$$", 2), (#"$.a\"#, 4),
        ])
    func refuses(path: String, offset: Int) {
        let error = #expect(throws: JSONPathError.self) { try JSONPath(parsing: path) }
        #expect(error?.isNotSupportedYet == false)
        #expect(error?.offset == offset, "\(String(describing: error))")
    }

    @Test(
        "Scripts and regular expressions are refused as not supported yet",
        arguments: ["$.a[?(@.b =~ /x/i)]", "$.a[(@.length-1)]"])
    func refusesForNow(path: String) {
        let error = #expect(throws: JSONPathError.self) { try JSONPath(parsing: path) }
        #expect(error?.isNotSupportedYet == true)
        #expect(error?.description.contains("not supported yet by this version") == true)
    }

    @Test("The context object is another root")
    func readsContextRoot() throws {
        #expect(try JSONPath(parsing: "$$.Execution.Id").root == .context)
        #expect(try JSONPath(parsing: "$$").root == .context)
        #expect(try JSONPath(parsing: "$").isRoot)
        #expect(try !JSONPath(parsing: "$$").isRoot)
    }
}
