internal import Foundation

/// A mail as the test server of SMTP kept it.
package struct ReceivedMail: Decodable {
    package let from: String
    package let to: [String]
    package let options: [String]
    package let smtputf8: Bool
    package let peer: Int
    package let tls: Bool
    package let user: String?
    package let content: String
    package let parsed: Parsed

    /// What a mail program makes of it.
    package struct Parsed: Decodable {
        package let subject: String
        package let sender: String
        package let defects: Int
        package let parts: [Part]
    }

    /// A part that is no container.
    package struct Part: Decodable {
        package let type: String
        package let name: String?
        package let base64: String
        package let defects: Int

        /// The content as text.
        package var text: String { String(decoding: Data(base64Encoded: base64) ?? Data(), as: UTF8.self) }
    }

    /// The content with the soft breaks of quoted-printable taken out.
    package var text: String { content.replacing("=\r\n", with: "").replacing("=3D", with: "=") }

    /// The lines of the header of this name, unfolded; nothing where there is none.
    package func header(_ name: String) -> String? {
        let head = content.replacing("\r\n", with: "\n").components(before: "\n\n")
        let unfolded = head.replacing("\n ", with: " ")
        return unfolded.split(separator: "\n").first { $0.hasPrefix("\(name): ") }.map {
            String($0.dropFirst(name.count + 2))
        }
    }
}

extension String {
    fileprivate func components(before separator: String) -> String {
        firstRange(of: separator).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
