/// What every store must pass: the numbered guarantees of `EventStore` as named cases.
///
/// A backend's tests are one parameterised test over `cases`, each with a fresh store:
///
///     @Test(arguments: EventStoreConformance.cases)
///     func conforms(_ conformanceCase: ConformanceCase) async throws {
///         try await conformanceCase.test(on: MyBackend())
///     }
public enum EventStoreConformance {
    /// All cases.
    public static let cases: [ConformanceCase] =
        commitCases + resendCases + concurrencyCases + eventCases + wakeUpCases + movedCases + claimCases + deathCases
        + listingCases + indexCases
}
