import Foundation
import JSON
import Testing

/// `daybook jsonata` as a person and a script meet it.
@Suite struct JSONataCommandTests {
    @Test(.timeLimit(.minutes(10))) func `evaluates an expression for a document`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "jsonata-\(UUID().uuidString).json")
        try Data(#"{"lines":[{"price":2.50,"count":2},{"price":1,"count":3}],"note":1.10}"#.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try Program.run(["jsonata", "$sum(lines.(price * count))", "--input", file.path]).output == "8\n")
        #expect(try Program.run(["jsonata", "note", "--input", file.path]).output == "1.10\n")
        #expect(try Program.run(["jsonata", "nothing", "--input", file.path]).output == "")
        #expect(try Program.run(["jsonata", "$", "--input", "-"], input: "[1,2]").output == "[1,2]\n")
        #expect(try Program.run(["jsonata", "$string($millis() > 0)"]).output == "\"true\"\n")
    }

    @Test(.timeLimit(.minutes(10))) func `says what is wrong`() throws {
        let end = try Program.run(["jsonata", "1 + 'a'"])
        #expect(end.code == 1 && end.errors.contains("T2002") && end.errors.contains("(at 3)"), "\(end)")
        #expect(try Program.run(["jsonata", "1", "--input", "/nowhere"]).errors.contains("/nowhere: cannot be read"))
        #expect(try Program.run(["jsonata"]).code == 64)
        #expect(try Program.run(["jsonata", "1", "--batch"]).code == 64)
    }

    @Test(.timeLimit(.minutes(10))) func `answers a batch line by line`() throws {
        let requests = [
            #"{"expr":"a.b + $n","data":{"a":{"b":41}},"bindings":{"n":1}}"#, #"{"expr":"a","data":null}"#,
            #"{"expr":"$"}"#,
            #"{"expr":"$.z","data":{"z":1.10}}"#, #"{"expr":"1 +"}"#,
            #"{"expr":"($f := function(){$f()}; $f())","timelimit":50}"#,
            #"{"expr":"($f := function($n){$n = 0 ? 0 : 1 + $f($n - 1)}; $f(20))","depth":30}"#, "nonsense",
            #"{"data":1}"#,
            #"{"expr":"$encodeUrl('\ud800')"}"#,
        ]
        let end = try Program.run(["jsonata", "--batch"], input: requests.joined(separator: "\n") + "\n")
        let answers = try end.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(end.code == 0 && answers.count == requests.count, "\(end)")
        #expect(answers[0].text == #"{"result":42}"#)
        #expect(answers[1].text == #"{"undefined":true}"#)
        #expect(answers[2].text == #"{"undefined":true}"#)
        #expect(answers[3].text == #"{"result":1.10}"#)
        #expect(answers[4]["error"]?["code"] == "S0207" && answers[4]["error"]?["position"] == 3)
        #expect(answers[5]["error"]?["code"] == "U1001")
        #expect(answers[6]["error"]?["code"] == "U1001")
        #expect(answers[7]["error"]?["code"] == "request")
        #expect(answers[8]["error"]?["code"] == "request")
        #expect(answers[9]["error"]?["code"] == "D3140")
    }
}
