import ArgumentParser
import Console
import Foundation
import StepFunctionsAPI

/// Where the server listens, and who may use it.
struct SecurityOptions: ParsableArguments {
    @Option(name: .long, help: "The address to listen on. Beyond loopback it takes --credentials and a certificate.")
    var host = "127.0.0.1"

    @Option(
        name: .long,
        help: ArgumentHelp("Who may use it: keys and bearer tokens, as ~/.aws/credentials has them.", valueName: "FILE")
    )
    var credentials: String?

    @Option(name: .long, help: ArgumentHelp("The certificate for TLS, in PEM.", valueName: "FILE"))
    var tlsCertificate: String?

    @Option(name: .long, help: ArgumentHelp("The certificate's key, in PEM.", valueName: "FILE"))
    var tlsKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many requests a client may make a second, and at one time. Default: 1000/2000, on loopback none.",
            valueName: "N[/BURST]"))
    var rateLimit: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many connections of one address may be open, and of all. Default: 1000/10000, on loopback none.",
            valueName: "N[/TOTAL]"))
    var connectionLimit: String?

    func validate() throws {
        _ = try security()
    }

    /// - Throws: `ValidationError` at what cannot be read, or is missing for the address.
    func security() throws -> ServerSecurity {
        var security = ServerSecurity()
        if let path = credentials {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("The credentials '\(path)' cannot be read.")
            }
            do {
                security.credentials = try ServerCredentials(parsing: text)
            } catch {
                throw ValidationError("The credentials '\(path)' cannot be used: \(error).")
            }
        }
        switch (tlsCertificate, tlsKey) {
        case (nil, nil): break
        case (let certificate?, let key?):
            do {
                security.tls = try ServerCertificate(certificateFile: certificate, keyFile: key)
            } catch {
                throw ValidationError("TLS cannot be used: \(error).")
            }
        default: throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        if let problem = security.problem(listeningOn: host) { throw ValidationError(problem) }
        let isLoopback = ServerSecurity().problem(listeningOn: host) == nil
        security.rateLimit = try rateLimit.map { text in
            try RateLimit(text).orFail("A rate limit is like 100 or 100/200, not '\(text)'.")
        }
        if security.rateLimit == nil, !isLoopback { security.rateLimit = RateLimit(perSecond: 1000, burst: 2000) }
        security.connectionLimit = try connectionLimit.map { text in
            try ConnectionLimit(text).orFail(
                "A limit of connections is like 100 or 100/1000, of one address and of all, not '\(text)'.")
        }
        if security.connectionLimit == nil, !isLoopback {
            security.connectionLimit = ConnectionLimit(room: OpenFiles.roomForConnections)
        }
        return security
    }

    /// Says so where others on this machine may read the secrets, or more connections are allowed than there can be.
    func warn() {
        if let total = connectionLimit.flatMap({ ConnectionLimit($0) })?.total, total > OpenFiles.roomForConnections {
            StandardStream.error.write(
                "daybook: the system gives room for \(OpenFiles.roomForConnections) connections (ulimit -Hn)\n")
        }
        for path in [credentials, tlsKey].compactMap(\.self) {
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            guard let mode, mode & 0o077 != 0 else { continue }
            StandardStream.error.write("daybook: others on this machine may read '\(path)': chmod 600\n")
        }
    }
}
