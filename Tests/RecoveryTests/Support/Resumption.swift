import Engine
import Testing

/// How a payroll that was killed is brought to its end.
struct Resumption {
    let payroll: Payroll

    init(_ payroll: Payroll) {
        self.payroll = payroll
    }

    /// What to start next: the log says whether there is anything to resume; what was never started is started again.
    func arguments(_ scene: Scene, after log: LogSnapshot) -> [String] {
        log.executions.isEmpty ? payroll.run(scene) : payroll.resume(scene)
    }

    /// The exit code at the end: a resume answers for the executions that it finds unfinished.
    func exitCode(after log: LogSnapshot) throws -> Int32 {
        guard let execution = log.executions.first else { return payroll.exitCode }
        return try log.state(of: execution).status == .running ? payroll.exitCode : 0
    }

    /// Goes on to the end, undisturbed.
    func finish(
        _ scene: Scene, after log: LogSnapshot, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let arguments = arguments(scene, after: log)
        let (end, output, errors) = try await onThread { try scene.run(arguments) }
        let expected = try exitCode(after: log)
        #expect(end == .exit(expected), "\(place): \(output)\(errors)", sourceLocation: sourceLocation)
        #expect(errors.isEmpty, "\(place)", sourceLocation: sourceLocation)
    }
}
