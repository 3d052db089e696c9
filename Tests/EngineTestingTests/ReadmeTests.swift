import Foundation
import Testing

@Suite struct ReadmeTests {
    @Test func `the README shows the test of the payroll as it is compiled`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let file = root.appending(path: "Tests/EngineTestingTests/PayrollEndingsTests.swift")
        let code = try String(contentsOf: file, encoding: .utf8)
        #expect(readme.contains("```swift\n\(code)```\n"))
    }
}
