internal import NIOSSL

/// A certificate for TLS and its key.
public struct ServerCertificate: Sendable {
    /// What is wrong with the files.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// What is wrong, and with which file.
        public let reason: String
        /// The same.
        public var description: String { reason }
    }

    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey

    /// Reads the certificate, with those that it rests on behind it, and the key, both in PEM.
    ///
    /// - Throws: `Failure` where one cannot be read, or the key is another certificate's.
    public init(certificateFile: String, keyFile: String) throws(Failure) {
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificateFile)
        } catch {
            throw Failure(reason: "the certificate '\(certificateFile)' cannot be read")
        }
        do {
            key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
        } catch {
            throw Failure(reason: "the key '\(keyFile)' cannot be read")
        }
        guard !chain.isEmpty else { throw Failure(reason: "no certificate is in '\(certificateFile)'") }
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Failure(reason: "the key '\(keyFile)' is not that of the certificate '\(certificateFile)'")
        }
    }

    /// TLS 1.2 and later.
    var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }
}
