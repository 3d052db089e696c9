import BenchmarkSupport
import JSON
import StatesLanguage

/// What is measured on.
enum Documents {
    /// Orders, and the path `$.a.b[3].c` among them; 4,096 bytes as text.
    static func ofFourKilobytes() throws -> JSONValue {
        let elements = (0..<8).map { #"{"id":\#($0),"c":"\#($0 == 3 ? "found" : "other")","tags":["x","y"],"n":1.5}"# }
        let nested = #""a":{"m":null,"b":[\#(elements.joined(separator: ","))],"k":true}"#
        var orders: [String] = []
        func text(_ padding: Int) -> String {
            let list = orders.joined(separator: ",")
            return #"{"orders":[\#(list)],\#(nested),"padding":"\#(String(repeating: "x", count: padding))"}"#
        }
        while text(0).utf8.count < 3_950 {
            orders.append(#"{"order":\#(orders.count),"name":"pen","price":12.50,"paid":false,"to":{"city":"Bern"}}"#)
        }
        let document = try JSONValue(parsing: text(4_096 - text(0).utf8.count))
        guard document.text.utf8.count == 4_096 else { throw BenchmarkError("the document has another size") }
        return document
    }

    static let context = ContextObject(
        execution: ContextObject.Execution(
            id: "execution", input: .emptyObject, name: "run", roleArn: "role",
            startTime: Instant(microseconds: 1_767_225_600_250_000), redriveCount: 0),
        state: ContextObject.State(
            enteredTime: Instant(microseconds: 1_767_225_601_000_000), name: "X", retryCount: 0),
        stateMachine: ContextObject.StateMachine(id: "machine", name: "machine"),
        variables: Variables(),
        chance: .none)

    static let choice = """
        {"StartAt":"X","States":{
          "X":{"Type":"Choice","Default":"No","Choices":[
            {"Variable":"$.a.k","BooleanEquals":false,"Next":"No"},
            {"And":[{"Variable":"$.a.m","IsNull":true},{"Variable":"$.a.b[0].n","NumericGreaterThan":2}],"Next":"No"},
            {"Not":{"Variable":"$.a.b[3].c","StringMatches":"f*d"},"Next":"No"},
            {"Variable":"$.a.b[3].c","StringEquals":"found","Next":"Yes"}]},
          "Yes":{"Type":"Succeed"},"No":{"Type":"Succeed"}}}
        """

    /// States of all simple kinds in turn, each going on to the next; of an odd one three in five are warned of.
    static func definition(of count: Int, isOdd: Bool = false) -> String {
        let place = isOdd ? "" : #","ResultPath":"$.t""#
        let states = (0..<count - 1).map { index in
            let next = #""S\#(index + 1)""#
            let body =
                switch index % 5 {
                case 0:
                    #""Type":"Task","Resource":"work","Parameters":{"id.$":"$.a.b[3].c","n":1},"ResultPath":"$.r","#
                        + #""Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":2}],"Next":\#(next)"#
                case 1:
                    #""Type":"Pass","Parameters":{"t.$":"States.Format('{}', $.a)"}\#(place),"Next":\#(next)"#
                case 2: #""Type":"Wait","Seconds":1,"Next":\#(next)"#
                case 3:
                    #""Type":"Choice","Choices":[{"Variable":"$.a.k","BooleanEquals":true,"Next":\#(next)}],"#
                        + #""Default":\#(next)"#
                default: #""Type":"Pass","Result":{"a":[1,2,3]},"ResultPath":"$.x","Next":\#(next)"#
                }
            return #""S\#(index)":{\#(body)}"#
        }
        let last = #""S\#(count - 1)":{"Type":"Succeed"}"#
        return #"{"StartAt":"S0","States":{\#((states + [last]).joined(separator: ","))}}"#
    }
}
