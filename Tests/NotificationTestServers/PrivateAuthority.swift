internal import Foundation

/// A certificate authority of a test's own, and a certificate for `localhost` by it, which is not for the address; made by `openssl`.
package struct PrivateAuthority {
    package let certificate: String
    package let serverCertificate: String
    package let serverKey: String

    /// One for all tests: making it takes a while.
    package static let shared = Result { try PrivateAuthority() }

    private init() throws {
        let folder = NSTemporaryDirectory() + "/daybook-ca-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        certificate = folder + "/ca.pem"
        serverCertificate = folder + "/server.pem"
        serverKey = folder + "/server.key"
        let key = ["-newkey", "rsa:2048", "-nodes"]
        try Self.openssl(
            ["req", "-x509"] + key + [
                "-days", "2", "-subj", "/CN=Daybook test CA", "-keyout", folder + "/ca.key", "-out", certificate,
            ])
        try Self.openssl(
            ["req"] + key + [
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", serverKey,
                "-out", folder + "/server.csr",
            ])
        try Self.openssl([
            "x509", "-req", "-in", folder + "/server.csr", "-CA", certificate, "-CAkey", folder + "/ca.key",
            "-CAcreateserial", "-days", "2", "-copy_extensions", "copy", "-out", serverCertificate,
        ])
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
