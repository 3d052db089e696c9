import JSON
import StatesLanguage
import Testing

@Suite("A filter in a path")
struct FilterTests {
    static let document = """
        {"limit":10,"none":[],"store":{"book":[
          {"id":1,"price":8.95,"title":"A","tags":["x","y"],"sold":true},
          {"id":2,"price":12.99,"title":"B","tags":[],"isbn":"0-1"},
          {"id":3,"price":10.0,"title":"C's","isbn":null},
          {"id":"4","price":"22","title":"D"}]},"nested":{"a":{"v":1},"b":[{"v":2},{"v":3}]}}
        """

    @Test(
        "selects the elements for which its condition holds",
        arguments: [
            ("@.price < 10", "[1]"), ("@.price<=10", "[1,3]"), ("@.price > $.limit", "[2]"),
            ("@.price >= 10 && @.price < 12", "[3]"), ("@.price == 10", "[3]"), ("@.id == 4", #"["4"]"#),
            ("@.id == '1'", "[1]"), ("@.id != 1", #"[2,3,"4"]"#), ("@.isbn", "[2,3]"), ("!@.isbn", #"[1,"4"]"#),
            ("!(@.isbn)", #"[1,"4"]"#), ("@.isbn == null", "[3]"), ("@.isbn != null", #"[1,2,"4"]"#),
            ("@.sold == true", "[1]"), ("@.title == 'A' || @.title == \"B\"", "[1,2]"),
            (#"@.title == 'C\'s'"#, "[3]"), ("@['title'] == 'D'", #"["4"]"#), ("@.title > 'B'", #"[3,"4"]"#),
            ("@.id in [1,3]", "[1,3]"), ("@.title in ['B', 'D']", #"[2,"4"]"#), ("@.id nin [1,2,3]", #"["4"]"#),
            ("@.tags contains 'x'", "[1]"), ("@.title contains 's'", "[3]"), ("@.tags size 2", "[1]"),
            ("@.tags empty true", "[2]"), ("@.tags anyof ['y','z']", "[1]"), ("@.tags subsetof ['x','y','z']", "[1,2]"),
            ("@.tags noneof ['x']", #"[2,3,"4"]"#), ("@.tags all ['x']", "[1]"), ("@.tags.length() == 2", "[1]"),
            ("@.tags[0] == 'x'", "[1]"), ("(@.id == 1 || @.id == 2) && @.price > 9", "[2]"),
            ("@.id == 1 || @.id == 2 && @.price > 90", "[1]"), ("1 == @.id", "[1]"), ("@.id==1", "[1]"),
            ("@.price == 'cheap'", "[]"), ("@.nothing > 1", "[]"), ("@.id == -1", "[]"), ("@.price > 1e1", "[2]"),
        ])
    func selects(condition: String, ids: String) throws {
        let path = try JSONPath(parsing: "$.store.book[?(\(condition))].id")
        #expect(!path.isDefinite)
        #expect(path.value(in: try JSONValue(parsing: Self.document))?.text == ids)
    }

    @Test(
        "stands beside other steps",
        arguments: [
            ("$..[?(@.v >= 2)].v", "[2,3]"), ("$.nested.a[?(@.v == 1)]", #"[{"v":1}]"#),
            ("$.store.book[?(@.id == 9)]", "[]"), ("$.none[?(@.a)]", "[]"), ("$.no[?(@.a)]", "[]"),
            ("$.store.book[?(@.id == 2)].length()", "1"), ("$.nested.b[?(@.v)].v.sum()", "5.0"),
            ("$.store.book[ ?( @.id == 3 ) ].title", #"["C's"]"#), ("$.nested[?(@[0].v == 2)]", "[]"),
        ])
    func combines(path: String, expected: String) throws {
        #expect(try JSONPath(parsing: path).value(in: JSONValue(parsing: Self.document))?.text == expected)
    }

    @Test(
        "that is malformed is refused",
        arguments: [
            "$[?]", "$[?()]", "$[?(@.a", "$[?(@.a)", "$[?(@.a ==)]", "$[?(== 1)]", "$[?(1)]", "$[?(@.a == [)]",
            "$[?(@.a == [[1]])]", "$[?(@.a && )]", "$[?(@.a | @.b)]", "$[?(@.a = 1)]", "$[?(@.a == 'x)]",
            "$[?(@.a == x)]", "$.a[?(@.b)] .c",
        ])
    func refuses(path: String) {
        let error = #expect(throws: JSONPathError.self) { try JSONPath(parsing: path) }
        #expect(error?.isNotSupportedYet == false)
    }

    @Test("may be nested, but not without end")
    func depth() {
        let deep = String(repeating: "(", count: 1000) + "@.a" + String(repeating: ")", count: 1000)
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$[?(\(deep))]") }
        let negated = String(repeating: "!", count: 1000) + "@.a"
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$[?(\(negated))]") }
        let filters = String(repeating: "[?(@", count: 100) + String(repeating: ")]", count: 100)
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$\(filters)") }
    }
}

@Suite("A function at the end of a path")
struct PathFunctionTests {
    static let document = #"{"n":[3,1.5,2],"o":{"b":1,"a":2},"s":"text","e":[],"m":[1,"x",2]}"#

    @Test(
        "gives one value of what is before it",
        arguments: [
            ("$.n.length()", "3"), ("$.o.length()", "2"), ("$.s.length()", "null"), ("$.n[*].length()", "3"),
            ("$.o.keys()", #"["b","a"]"#), ("$.n.min()", "1.5"), ("$.n.max()", "3.0"), ("$.n.sum()", "6.5"),
            ("$.m.avg()", "1.5"), ("$..b.length()", "1"), ("$.length()", "5"),
        ])
    func values(path: String, expected: String) throws {
        let path = try JSONPath(parsing: path)
        #expect(path.isDefinite)
        #expect(path.value(in: try JSONValue(parsing: Self.document))?.text == expected)
    }

    @Test(
        "selects nothing where it cannot be applied",
        arguments: ["$.e.min()", "$.s.sum()", "$.n.keys()", "$.none.length()"])
    func misses(path: String) throws {
        #expect(try JSONPath(parsing: path).value(in: try JSONValue(parsing: Self.document)) == nil)
    }

    @Test(
        "is refused where it is none, or not the last",
        arguments: ["$.n.size()", "$.n.length", "$.n.length(", "$.n.length(1)", "$.n.length().a", "$.n.length()[0]"])
    func refuses(path: String) throws {
        if path == "$.n.length" { return }
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: path) }
        #expect(throws: JSONPathError.self) { try ReferencePath(parsing: path) }
    }
}
