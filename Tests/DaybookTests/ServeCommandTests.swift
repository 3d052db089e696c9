import Foundation
import Testing

@Suite("daybook serve", .timeLimit(.minutes(10))) struct ServeCommandTests {
    @Test func `serves boto3 and the aws command line, and ends when it is asked to`() throws {
        let folder = try Folder()
        let server = try ServedLog(["--store", "sqlite:\(folder.url.path)/steps.sqlite"])
        defer { server.kill() }
        let client = try PythonClient.run("walk.py", [server.endpoint])
        #expect(client.code == 0, "\(client.errors)")
        #expect(client.output == "done\n")
        #expect(server.end() == 0)

        // What it made stays.
        let again = try ServedLog(["--store", "sqlite:\(folder.url.path)/steps.sqlite"])
        defer { again.kill() }
        let list = try PythonClient.run("list.py", [again.endpoint])
        #expect(list.output == "passes fails waits acts\n", "\(list.errors)")
        #expect(again.end() == 0)
    }

    @Test(
        "says what is wrong with its options",
        arguments: [
            ["--port", "70000"], ["--account", "12"], ["--lambda-endpoint", "ftp://a"], ["--store", "nowhere"],
        ])
    func options(_ arguments: [String]) throws {
        let end = try Program.run(["serve"] + arguments)
        #expect(end.code == 64)
        #expect(!end.errors.isEmpty)
    }
}
