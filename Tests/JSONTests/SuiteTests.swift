import JSON
import Testing

/// The questions of the public JSONTestSuite, and the answers that `docs/decisions/0002-json.md` records.
@Suite struct SuiteTests {
    @Test(arguments: SuiteCase.accepted + SuiteCase.acceptedByChoice)
    func `what must be accepted, and what may be and is`(_ one: SuiteCase) {
        let verdict = Verdict(one.text)
        #expect(verdict.isUnanimous && verdict.isAccepted, "\(verdict)")
    }

    @Test(arguments: SuiteCase.refused + SuiteCase.refusedByChoice)
    func `what must be refused, and what may be and is`(_ one: SuiteCase) {
        let verdict = Verdict(one.text)
        #expect(verdict.isUnanimous && !verdict.isAccepted, "\(verdict)")
    }

    @Test(arguments: SuiteCase.refusedOnPurpose)
    func `what is refused against the suite`(_ one: SuiteCase) {
        let verdict = Verdict(one.text)
        #expect(verdict.isUnanimous && verdict.parser?.kind == .duplicateKey, "\(verdict)")
    }

    @Test func `are as many as the documentation says`() {
        #expect(SuiteCase.accepted.count + SuiteCase.refusedOnPurpose.count == 94)
        #expect(SuiteCase.refused.count == 193)
        #expect(SuiteCase.acceptedByChoice.count == 11)
        #expect(SuiteCase.refusedByChoice.count == 24)
    }
}
