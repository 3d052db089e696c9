import Foundation
import FoundationNetworking
import NotificationTestServers
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
        let aws = try PythonClientServer("aws_server.py")
        let folder = try Folder()
        let server = try ServedLog(
            ["--aws-endpoint", aws.endpoint, "--objects", folder.url.path],
            environment: [
                "AWS_ACCESS_KEY_ID": "AKIDFORTASKS", "AWS_SECRET_ACCESS_KEY": "the-secret-of-the-tasks",
                "AWS_SESSION_TOKEN": "a-token", "AWS_REGION": "us-east-1",
            ])
        defer { server.kill() }
        for program in ["services.py", "s3.py", "s3maps.py", "rest.py"] {
            let client = try PythonClient.run(program, [server.endpoint, aws.endpoint, folder.url.path])
            #expect(client.output == "done\n", "\(program): \(client.errors)")
        }
        #expect(server.end() == 0)
    }

    @Test func `calls an API behind OAuth, and shows boto3 what it sends`() throws {
        let folder = try Folder()
        let api = try PythonClientServer("api_server.py")
        let arn = "arn:aws:events:us-east-1:123456789012:connection/bills/1"
        let file = folder.url.appending(path: "connections")
        try """
        {"\(arn)": {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "AllowedHosts": ["127.0.0.1"], "AuthParameters": {
          "OAuthParameters": {"AuthorizationEndpoint": "\(api.endpoint)/token", "HttpMethod": "POST",
            "ClientParameters": {"ClientID": "me", "ClientSecret": "a-secret-of-the-client"},
            "OAuthHttpParameters": {"BodyParameters": [{"Key": "scope", "Value": "read"}]}}}}}
        """.write(to: file, atomically: true, encoding: .utf8)
        let server = try ServedLog(["--connections", file.path, "--http-allow", "127.0.0.1", "--reveal-secrets"])
        defer { server.kill() }
        let client = try PythonClient.run("connections.py", [server.endpoint, api.endpoint, arn])
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
            ["--connection-limit", "0"], ["--connection-limit", "10/x"], ["--connection-limit", "11/10"],
            ["--aws-endpoint", "http://a/b"], ["--connections", "/nowhere"], ["--http-allow", "x"],
            ["--port", "70000"], ["--account", "12"], ["--lambda-endpoint", "ftp://a"], ["--store", "nowhere"],
            ["--smtp", "smtp://h"], ["--smtp", "ftp://h", "--from", "a@b.c"], ["--from", "nobody"],
            ["--public-url", "example.org"], ["--webhook-network", "10.0.0.0/99"], ["--smtp-ca", "/nowhere"],
        ])
    func options(_ arguments: [String]) throws {
        let end = try Program.run(["serve"] + arguments)
        #expect(end.code == 64)
        #expect(!end.errors.isEmpty)
    }

    /// Sends a request, and gives the status and the text of the answer.
    private func ask(_ url: String, method: String = "GET") async throws -> (status: Int?, text: String) {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
    }

    private func call(_ endpoint: String, _ operation: String, _ body: String) async throws -> String {
        var request = URLRequest(url: try #require(URL(string: endpoint)))
        request.httpMethod = "POST"
        request.setValue("AWSStepFunctions.\(operation)", forHTTPHeaderField: "X-Amz-Target")
        request.setValue("application/x-amz-json-1.0", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(body.utf8)
        let (data, response) = try await URLSession.shared.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        #expect((response as? HTTPURLResponse)?.statusCode == 200, "\(text)")
        return text
    }

    @Test func `asks an address by mail, takes its answer on a page, and tells it how an execution ended`() async throws
    {
        let folder = try Folder()
        let log = "sqlite:\(folder.url.path)/steps.sqlite"
        let mail = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let server = try ServedLog([
            "--store", log, "--smtp", "smtp://127.0.0.1:\(mail.port)?tls=off", "--from", "steps@example.org",
            "--public-url", "https://steps.example.org/mail",
        ])
        defer { server.kill() }
        func received(_ count: Int) async throws -> [ReceivedMail] {
            while true {
                let mails = try mail.entries(ReceivedMail.self)
                if mails.count >= count { return mails }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        let topic = "arn:aws:sns:us-east-1:123456789012:Ends"
        for arguments in [
            ["topics", "create", topic], ["subscriptions", "add", "Ends", "email", "ann@example.org"],
            ["rules", "add", "--machine", "passes", "--on", "SUCCEEDED", "--topic", "Ends"],
        ] {
            let end = try Program.run(arguments + ["--log", log])
            #expect(end.code == 0, "\(end)")
        }
        let question = try #require(try await received(1).first)
        let link = try #require(
            question.text.firstMatch(of: /https:\/\/steps\.example\.org(\/mail\/confirm\?token=[-_A-Za-z0-9]{64})/))
        let page = try await ask(server.endpoint + link.output.1)
        #expect(page.status == 200 && page.text.contains(">Confirm</button>"), "\(page)")
        let unread = try Program.run(["subscriptions", "list", "--log", log])
        #expect(unread.output.contains("ann@example.org  pending until"), "\(unread)")
        #expect(try await ask(server.endpoint + link.output.1, method: "POST").status == 200)
        let definition = #"{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}"#
        let machine = try await call(
            server.endpoint, "CreateStateMachine",
            #"{"name":"passes","roleArn":"arn:aws:iam::123456789012:role/r","definition":"\#(definition)"}"#)
        let arn = try #require(machine.firstMatch(of: /"stateMachineArn":"([^"]+)"/)).output.1
        // The server reads its rules every second: the first run may end too early to be told of.
        while try mail.entries(ReceivedMail.self).count < 2 {
            _ = try await call(server.endpoint, "StartExecution", #"{"stateMachineArn":"\#(arn)"}"#)
            try await Task.sleep(for: .milliseconds(300))
        }
        let told = try #require(try await received(2).last)
        #expect(told.to == ["ann@example.org"] && told.text.contains("of passes ended SUCCEEDED"), "\(told.content)")
        let farewell = try #require(
            told.header("List-Unsubscribe")?.firstMatch(of: /<https:\/\/steps\.example\.org([^>]+)>/))
        #expect(told.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
        #expect(try await ask(server.endpoint + farewell.output.1, method: "POST").status == 200)
        let ended = try Program.run(["subscriptions", "list", "--log", log])
        #expect(ended.output == "\(topic)\n", "\(ended)")
        #expect(server.end() == 0)
    }
}
