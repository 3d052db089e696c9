import JSON
import JSONata
import Testing

@Suite("The reference's cases", .enabled(if: ReferenceCases.areHere, ReferenceCases.absence))
struct ReferenceCasesTests {
    @Test func `all give the result or error that they name`() throws {
        let cases = try ReferenceCases.all()
        #expect(cases.count == 757)
        for test in cases {
            if let fault = fault(of: test) { Issue.record("\(test): \(test.expression): \(fault)") }
        }
        print("the reference's cases: \(cases.count)")
    }

    /// What is wrong with a case's outcome, nil when nothing is.
    private func fault(of test: ReferenceCases.Case) -> String? {
        let context = EvaluationContext(milliseconds: 1_700_000_000_000, seed: 1, limits: test.limits)
        do throws(JSONataError) {
            let result = try JSONataExpression(test.expression)
                .evaluate(test.input, bindings: test.bindings, context: context)
            if let code = test.code { return "no \(code), but \(result?.text.prefix(200) ?? "undefined")" }
            return isRight(result, test) ? nil : "gave \(result?.text.prefix(200) ?? "undefined")"
        } catch {
            guard error.code == test.code else { return "\(error)" }
            if let token = test.fields["token"]?.stringValue, token != error.token {
                return "token \(error.token ?? "-")"
            }
            let details = test.fields["error"]
            if let message = details?["message"]?.stringValue, message != error.message { return error.message }
            if let name = details?["functionName"]?.stringValue, name != error.token { return "\(error)" }
            return nil
        }
    }

    private func isRight(_ result: JSONValue?, _ test: ReferenceCases.Case) -> Bool {
        if test.fields["undefinedResult"] != nil { return result == nil }
        let expected = test.fields["result"]
        guard test.fields["unordered"] != nil, let ours = result?.arrayValue, let theirs = expected?.arrayValue else {
            return Evaluating.areSame(result, expected)
        }
        return ours.count == theirs.count
            && theirs.allSatisfy { element in ours.contains { Evaluating.areSame($0, element) } }
    }
}
