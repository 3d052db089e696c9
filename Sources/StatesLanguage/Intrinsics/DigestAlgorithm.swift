import Crypto

/// The digests of `States.Hash`, by the names it knows. Two of them protect nothing any more; they are for names and
/// comparisons.
enum DigestAlgorithm: String, CaseIterable {
    case md5 = "MD5"
    case sha1 = "SHA-1"
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    /// The digest in hexadecimal digits, lower case.
    func hex(of bytes: [UInt8]) -> String {
        switch self {
        case .md5: DigestAlgorithm.hex(Insecure.MD5.hash(data: bytes))
        case .sha1: DigestAlgorithm.hex(Insecure.SHA1.hash(data: bytes))
        case .sha256: DigestAlgorithm.hex(SHA256.hash(data: bytes))
        case .sha384: DigestAlgorithm.hex(SHA384.hash(data: bytes))
        case .sha512: DigestAlgorithm.hex(SHA512.hash(data: bytes))
        }
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
