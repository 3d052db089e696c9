import Foundation

/// The program under test.
enum Program {
    /// The build puts it beside the test bundle, and the process that runs the tests is that bundle or loads it from there.
    static let path: String = {
        let here = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = here.appending(path: "payroll-demo").path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        // Where a helper of the toolchain loads the bundle, the bundle's own path is among the arguments.
        for argument in CommandLine.arguments {
            let bundle = URL(filePath: argument).deletingLastPathComponent()
            let program = bundle.appending(path: "payroll-demo").path
            if FileManager.default.isExecutableFile(atPath: program) { return program }
        }
        return beside
    }()

    /// Whether the long tests are asked for.
    static let isSoak = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1"

    /// The project's own files.
    static let examples = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Examples/payroll")
}
