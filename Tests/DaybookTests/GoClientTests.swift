import Foundation
import Testing

@Suite("daybook serve and AWS's SDKs for Go", .timeLimit(.minutes(10)), .enabled(if: GoClient.isHere, GoClient.absence))
struct GoClientTests {
    @Test func `agree about what Terraform's provider and workers ask`() throws {
        let folder = try Folder()
        let client = try GoClient.build(in: folder.url)
        let server = try ServedLog(["--store", "sqlite:\(folder.url.path)/steps.sqlite"])
        defer { server.kill() }
        let end = try Program.run([server.endpoint], as: client)
        #expect(end.code == 0, "\(end.errors)")
        #expect(end.output == "done\n")
        #expect(server.end() == 0)
    }

    /// A request that is signed as Go signs, with a key that the server knows and one that it does not.
    @Test(arguments: [("a-secret-of-some-length", true), ("another-secret-of-its-own", false)])
    func `agree about signatures`(_ secret: String, _ isRight: Bool) throws {
        let folder = try Folder()
        let client = try GoClient.build(in: folder.url)
        try "[payroll]\naws_access_key_id = test\naws_secret_access_key = \(secret)\n"
            .write(to: folder.url.appending(path: "keys"), atomically: true, encoding: .utf8)
        let server = try ServedLog(["--credentials", folder.url.appending(path: "keys").path])
        defer { server.kill() }
        let end = try Program.run([server.endpoint, "a-secret-of-some-length"], as: client)
        #expect((end.code == 0) == isRight, "\(end.errors)")
        #expect(isRight || end.errors.contains("InvalidSignatureException"), "\(end.errors)")
        #expect(server.end() == 0)
    }
}
