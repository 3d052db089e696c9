import ArgumentParser
import Console

extension AsyncParsableCommand {
    /// Runs a command whose exit code says something; what it could not do at all is one line on standard error and a 2.
    func endingWithCode(_ body: () async throws -> Int32) async throws {
        let code: Int32
        do {
            code = try await body()
        } catch let error as ExitCode {
            throw error
        } catch {
            let line = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
            StandardStream.error.write("daybook: \(line)\n")
            code = 2
        }
        if code != 0 { throw ExitCode(code) }
    }
}
