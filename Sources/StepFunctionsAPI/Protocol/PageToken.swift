internal import EventLog
internal import FoundationEssentials

/// Where a list goes on: what `nextToken` holds. It belongs to one list and says so.
enum PageToken {
    /// A place in a list of streams.
    static func text(_ cursor: StreamCursor, of list: String) -> String {
        text("\(cursor.createdAt.microseconds) \(cursor.uuid.text)", of: list)
    }

    /// A place in a list of numbered things.
    static func text(_ offset: Int, of list: String) -> String { text("\(offset)", of: list) }

    static func cursor(_ token: String, of list: String) throws(APIError) -> StreamCursor {
        let parts = try place(token, of: list).split(separator: " ")
        guard parts.count == 2, let time = Int64(parts[0]), let uuid = UUID(uuidString: String(parts[1])) else {
            throw .invalidToken("Invalid token")
        }
        return StreamCursor(createdAt: Timestamp(microseconds: time), uuid: uuid)
    }

    static func offset(_ token: String, of list: String) throws(APIError) -> Int {
        guard let offset = Int(try place(token, of: list)), offset >= 0 else { throw .invalidToken("Invalid token") }
        return offset
    }

    private static func text(_ place: String, of list: String) -> String {
        Data("\(check(list)) \(place)".utf8).base64EncodedString()
    }

    private static func place(_ token: String, of list: String) throws(APIError) -> String {
        guard let data = Data(base64Encoded: token) else { throw .invalidToken("Invalid token") }
        let text = String(decoding: data, as: UTF8.self)
        let check = check(list) + " "
        guard text.hasPrefix(check) else { throw .invalidToken("Invalid token") }
        return String(text.dropFirst(check.count))
    }

    private static func check(_ list: String) -> String {
        String(SHA256Hash(of: Array(list.utf8)).hex.prefix(12))
    }
}
