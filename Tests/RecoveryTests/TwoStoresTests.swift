import Testing

extension RecoveryTests {
    /// A payroll comes to the same on every store.
    @Suite(.serialized) struct TwoStoresTests {
        @Test(arguments: Payroll.allCases)
        func aPayrollSaysAndWritesTheSameOnBothStores(_ payroll: Payroll) async throws {
            let file = try await Undisturbed(payroll, on: .sqlite)
            let database = try await Undisturbed(payroll, on: .postgres, migrated: false)
            #expect(file.files == database.files)
            #expect(file.sense == database.sense)
            #expect(file.path == database.path)
            #expect(file.caught == database.caught)
            #expect(file.output == database.output)
            #expect(file.commitEnds == database.commitEnds)
        }
    }
}
