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

    @Test func `calls services of AWS, signed as botocore signs`() throws {
        let aws = try PythonServer("aws_server.py")
        let server = try ServedLog(
            ["--aws-endpoint", aws.endpoint],
            environment: [
                "AWS_ACCESS_KEY_ID": "AKIDFORTASKS", "AWS_SECRET_ACCESS_KEY": "the-secret-of-the-tasks",
                "AWS_SESSION_TOKEN": "a-token", "AWS_REGION": "us-east-1",
            ])
        defer { server.kill() }
        let client = try PythonClient.run("services.py", [server.endpoint, aws.endpoint])
        #expect(client.output == "done\n", "\(client.errors)")
        #expect(server.end() == 0)
    }

    @Test func `knows boto3 by its keys, over TLS`() throws {
        let folder = try Folder()
        let path = folder.url.path
        let made = try Program.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(path)/key.pem",
                "-out", "\(path)/certificate.pem",
            ], as: URL(filePath: "/usr/bin/openssl"))
        #expect(made.code == 0, "\(made.errors)")
        let keys = """
            [payroll]
            aws_access_key_id = AKIDPAYROLL
            aws_secret_access_key = a-secret-of-some-length
            [prometheus]
            bearer_token = a-token-of-some-length
            """
        try keys.write(toFile: "\(path)/keys", atomically: true, encoding: .utf8)
        // On every address: so it has to be secure.
        let server = try ServedLog([
            "--host", "0.0.0.0", "--credentials", "\(path)/keys", "--tls-certificate", "\(path)/certificate.pem",
            "--tls-key", "\(path)/key.pem", "--rate-limit", "20/40",
        ])
        defer { server.kill() }
        let endpoint = server.endpoint.replacing("0.0.0.0", with: "127.0.0.1")
        #expect(endpoint.hasPrefix("https://"))
        let client = try PythonClient.run("secure.py", [endpoint, "\(path)/certificate.pem"])
        #expect(client.output == "done\n", "\(client.errors)")
        #expect(server.end() == 0)
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
            ["--host", "0.0.0.0"], ["--credentials", "/nowhere"], ["--tls-certificate", "/nowhere"],
            ["--tls-certificate", "/nowhere", "--tls-key", "/nowhere"], ["--rate-limit", "0"],
            ["--aws-endpoint", "http://a/b"], ["--connections", "/nowhere"], ["--http-allow", "x"],
            ["--port", "70000"], ["--account", "12"], ["--lambda-endpoint", "ftp://a"], ["--store", "nowhere"],
        ])
    func options(_ arguments: [String]) throws {
        let end = try Program.run(["serve"] + arguments)
        #expect(end.code == 64)
        #expect(!end.errors.isEmpty)
    }
}
