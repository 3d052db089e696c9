import Dispatch
import Foundation
import JSON
import JSONata
import Synchronization
import Testing

@Suite("An evaluation's limits") struct LimitTests {
    @Test(
        "end with U1001 what would not end, or only much later",
        arguments: [
            "($f := function(){ $f() }; $f())", "($f := function($n){ 1 + $f($n + 1) }; $f(0))",
            "($f := function($n){ $map([$n], function($x){ 1 + $f($x) }) }; $f(1))",
            "($f := function($s){ $f($s & $s) }; $f('aaaa'))", "[1..10000000].($ * 2)", "$pad('a', 999999999)",
            "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)", "$match($pad('a', 100000, 'a'), /(.*)*b/)",
            "$reduce([1..100000], function($a, $b){ {'a': $a} })", "$reduce([1..100000], function($a, $b){ [[$a]] })",
            "($x := $reduce([1..100000], function($f){ $sum ~> $f }); $x)", "$zip([1..9000000], [1..9000000])",
            "$replace($pad('a', 100000, 'a'), 'a', $pad('b', 100000, 'b'))", "$formatInteger(1e300, 'I')",
            "$fromMillis(0, '[Y,9-99999999]')", "$distinct([1..100000])", "$eval('($f := function(){ $f() }; $f())')",
            "λ($x)<n+n+n+n+n+n+n+n+n+n+n+n+n+n+n+s>{1}(1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3)",
        ])
    func ended(_ expression: String) {
        var context = Evaluating.context
        context.limits.steps = 500_000
        let outcome = Evaluating.text(expression, context: context)
        #expect(outcome == "U1001" || outcome == "D3050" || outcome == "T0410", "\(outcome.prefix(100))")
    }

    @Test func `let go on what is long and not deep`() {
        #expect(Evaluating.text("($f := function($n){ $n = 0 ? 'done' : $f($n - 1) }; $f(50000))") == #""done""#)
        #expect(
            Evaluating.text("($f := function($n){ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(100))") == "9.33262154439441e+157"
        )
        #expect(Evaluating.text("1" + String(repeating: " + 1", count: 20_000)) == "20001")
        #expect(Evaluating.text("$count([1..10000000])") == "10000000")
        #expect(Evaluating.text("$count([1..100000].{'n': $})") == "100000")
    }

    @Test func `are the caller's to set`() {
        var context = Evaluating.context
        context.limits.depth = 30
        #expect(
            Evaluating.text("($f := function($n){ $n = 0 ? 0 : 1 + $f($n - 1) }; $f(20))", context: context) == "U1001")
        #expect(Evaluating.text("($f := function($n){ $n = 0 ? 0 : 1 + $f($n - 1) }; $f(5))", context: context) == "5")
        context = Evaluating.context
        context.limits.steps = 1000
        #expect(Evaluating.text("$sum([1..400].($ * 2))", context: context) == "U1001")
        context.limits = EvaluationLimits(memory: 1000)
        #expect(Evaluating.text("$pad('a', 2000)", context: context) == "U1001")
    }

    @Test func `ask the caller's clock in between`() {
        let calls = Mutex(0)
        let context = EvaluationContext(milliseconds: 0, seed: 0) {
            calls.withLock { count in
                count += 1
                return count > 3
            }
        }
        #expect(Evaluating.text("[1..1000000].($ + 1)", context: context) == "U1001")
        let asked = calls.withLock { $0 }
        #expect(asked == 4)
    }

    @Test(
        "hold for texts as well",
        arguments: [
            String(repeating: "(", count: 5000) + "1", String(repeating: "[", count: 5000),
            String(repeating: "-", count: 5000) + "1",
            String(repeating: "a.", count: 5000) + "a", String(repeating: "a[", count: 5000),
            String(repeating: "1 ? ", count: 5000),
            String(repeating: "function(){", count: 5000), String(repeating: "{'a':", count: 5000),
            "/" + String(repeating: "(", count: 5000) + "/", "/((a{1000}){1000}){1000}/",
            "/" + String(repeating: "(?=", count: 500) + "/",
            "function($a)<" + String(repeating: "s", count: 5000) + ">{1}",
            "1" + String(repeating: " ~> $f", count: 5000),
        ])
    func texts(_ text: String) {
        let code = Evaluating.text(text)
        #expect(code.hasPrefix("S03"), "\(code.prefix(100))")
    }

    /// Threads of Swift's pool may have this much on Linux; a build for debugging takes up to five times as much.
    private static var stackSize: Int {
        #if DEBUG
            5 * 512 << 10
        #else
            512 << 10
        #endif
    }

    @Test(
        "keep within a thread's stack",
        arguments: [
            "($f := function($n){ {'a': [{'b': 1}, {'b': 2}]}.a@$q[$f(1)].b }; $f(1))",
            "($f := function($n){ {'a': [{'b': 1}, {'b': 2}]}.a[$f(1)].b }; $f(1))",
            "($f := function($n){ [{'a': 1}, {'a': 2}]^($f(1)) }; $f(1))",
            "($f := function($n){ {'k': $f(1)} }; $f(1))",
            "($f := function($n){ [{'a': 1}, {'a': 2}]{'k': $f(1)} }; $f(1))",
            "($f := function($n){ $replace('abc', /b/, function($m){ $f(1) & '' }) & '' }; $f(1))",
            "($f := function($n){ {'a': 1} ~> |$|{'b': $f(1)}| }; $f(1))",
            "($f := function($n){ $eval('$f(1) & 1') }; $f(1))",
            "($f := function($n){ $sort([1, 2], function($a, $b){ $f(1) > 1 }) & '' }; $f(1))",
            "($f := function($n){ $n > 120 ? $eval('\(String(repeating: "(", count: 100))1') : 1 + $f($n + 1) }; $f(1))",
            String(repeating: "(", count: 118) + "1" + String(repeating: ")", count: 118),
            String(repeating: "function(){", count: 118) + "1" + String(repeating: "}", count: 118),
            "$string($)", "$count(**)", "$ = $merge([$, {}])", "$ ~> |a|{'b': 1}|",
        ])
    func stack(_ expression: String) throws {
        let document = String(repeating: #"{"a":"#, count: 400) + "1" + String(repeating: "}", count: 400)
        let outcome = Mutex("")
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let text = Evaluating.text(expression, document)
            outcome.withLock { $0 = text }
            done.signal()
        }
        thread.stackSize = Self.stackSize
        thread.start()
        done.wait()
        let text = outcome.withLock { $0 }
        #expect(!text.isEmpty)
    }
}
