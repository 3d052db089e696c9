/// What an application adds to a mail: message and subject stay as the machine gave them.
public struct MailSupplement: Hashable, Sendable {
    /// A file that goes with the mail.
    public struct Attachment: Hashable, Sendable {
        /// The name shown; any text.
        public let name: String
        /// The type, such as `application/pdf`.
        public let type: String
        /// The content.
        public let bytes: [UInt8]

        /// Describes a file; `nil` where `type` is not two tokens with a `/` (RFC 2045, section 5.1).
        public init?(name: String, type: String, bytes: [UInt8]) {
            let parts = type.split(separator: "/", omittingEmptySubsequences: false)
            let isToken = { (text: Substring) in
                !text.isEmpty
                    && text.utf8.allSatisfy { byte in
                        let letter = UnicodeScalar(byte)
                        return byte > 0x20 && byte < 0x7f && !"()<>@,;:\\\"/[]?=".unicodeScalars.contains(letter)
                    }
            }
            guard parts.count == 2, parts.allSatisfy(isToken) else { return nil }
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    /// Lines below the message; empty for none.
    public var footer: String
    /// Files.
    public var attachments: [Attachment]

    /// Describes what is added.
    public init(footer: String = "", attachments: [Attachment] = []) {
        self.footer = footer
        self.attachments = attachments
    }
}
