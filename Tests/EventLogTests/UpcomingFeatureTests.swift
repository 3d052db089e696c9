import Testing

/// A misspelled upcoming feature is silently off, so the compiler is asked for each.
@Suite struct UpcomingFeatureTests {
    @Test func `internal imports by default is on`() {
        #if hasFeature(InternalImportsByDefault)
        #else
            Issue.record("InternalImportsByDefault is off")
        #endif
    }

    @Test func `member import visibility is on`() {
        #if hasFeature(MemberImportVisibility)
        #else
            Issue.record("MemberImportVisibility is off")
        #endif
    }

    @Test func `existential any is on`() {
        #if hasFeature(ExistentialAny)
        #else
            Issue.record("ExistentialAny is off")
        #endif
    }

    @Test func `nonisolated nonsending by default is on`() {
        #if hasFeature(NonisolatedNonsendingByDefault)
        #else
            Issue.record("NonisolatedNonsendingByDefault is off")
        #endif
    }

    @Test func `the language mode is Swift 6`() {
        #if swift(>=6)
        #else
            Issue.record("the language mode is older than Swift 6")
        #endif
    }
}
