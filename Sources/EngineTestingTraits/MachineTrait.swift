internal import Engine
public import EngineTesting
internal import Foundation
public import JSON
public import Testing

/// Gives a test a machine from a file, and attaches to the test what its runs did.
///
/// ```swift
/// @Test(.machine(file: "Examples/payroll/payroll.asl.json", mocks: "Tests/payroll.mocks.json"))
/// func `pays everybody`() async throws {
///     let run = try await MachineTrait.run(input: ["timesheet": "may.csv"])
///     #expect(run.status == .succeeded)
/// }
/// ```
public struct MachineTrait: TestTrait, SuiteTrait, TestScoping {
    let file: String
    let mocks: String?

    /// Every test of a suite gets a machine of its own.
    public var isRecursive: Bool { true }

    @TaskLocal static var current: MachineTest?

    /// The machine of the test that runs, to be changed and run.
    ///
    /// - Throws: `MachineTraitError` outside a test with this trait.
    public static func test() throws(MachineTraitError) -> MachineTest {
        guard let current else { throw MachineTraitError("this test has no .machine(file:)") }
        return current
    }

    /// Runs the machine of the test, and attaches the run's story to the test.
    ///
    /// - Parameter change: what is different in this test, such as another mock.
    /// - Throws: `MachineTestError` where the machine cannot be run, `MachineTraitError` outside a test with this trait.
    public static func run(
        input: JSONValue = [:], _ change: (inout MachineTest) -> Void = { _ in }
    ) async throws -> TestRun {
        var test = try test()
        change(&test)
        let run = try await test.run(input: input)
        Attachment.record(run.story, named: "\(test.machine.name).story.txt")
        return run
    }

    /// Reads the files and runs the test with the machine.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        var machine = try MachineTest(MachineTrait.text(file), name: MachineTrait.name(file))
        if let mocks { machine.mocks = try TaskMocks(parsing: MachineTrait.text(mocks)) }
        try await MachineTrait.$current.withValue(machine) { try await function() }
    }

    private static func text(_ file: String) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw MachineTraitError("\(file) cannot be read: tests run in the package's folder")
        }
    }

    private static func name(_ file: String) -> String {
        let name = URL(filePath: file).lastPathComponent
        return String(name.prefix { $0 != "." })
    }
}

extension Trait where Self == MachineTrait {
    /// Gives a test, or each test of a suite, the machine of a definition, with the answers of a file of mocks.
    ///
    /// - Parameter file: a path; a relative one is looked for in the working directory, the package's folder as a rule.
    public static func machine(file: String, mocks: String? = nil) -> MachineTrait {
        MachineTrait(file: file, mocks: mocks)
    }
}
