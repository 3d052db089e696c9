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

    @Test func `serves tests of states and Map Runs, and what an infrastructure tool asks`() throws {
        let folder = try Folder()
        let objects = folder.url.appending(path: "objects")
        try FileManager.default.createDirectory(at: objects, withIntermediateDirectories: false)
        let server = try ServedLog([
            "--store", "sqlite:\(folder.url.path)/steps.sqlite", "--objects", objects.path,
        ])
        defer { server.kill() }
        for (program, more) in [("maps.py", [objects.path]), ("terraform.py", [])] {
            let client = try PythonClient.run(program, [server.endpoint] + more)
            #expect(client.code == 0, "\(program): \(client.errors)")
            #expect(client.output == "done\n")
        }
        #expect(server.end() == 0)
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
