import Testing

/// The relay must know a COMMIT when it sees one, however the bytes come.
@Suite struct FrontendStreamTests {
    private static let start: [UInt8] = [0, 0, 0, 9, 0, 3, 0, 0, 0]

    private static func message(_ type: Character, _ body: String) -> [UInt8] {
        let bytes = Array(body.utf8)
        return [type.asciiValue ?? 0, 0, 0, 0, UInt8(bytes.count + 4)] + bytes
    }

    /// A pipeline as the store sends it: prepared once, bound with other statements, closed by a sync.
    private static let pipeline =
        start + message("P", "daybook_1\0BEGIN\0\0\0") + message("P", "daybook_2\0COMMIT\0\0\0")
        + message("B", "\0daybook_1\0") + message("E", "\0\0\0\0\0") + message("B", "\0daybook_2\0")
        + message("E", "\0\0\0\0\0") + message("S", "")

    @Test(arguments: [1, 2, 7, 1000]) func `a COMMIT is found at its sync, in pieces of any size`(size: Int) {
        var stream = FrontendStream()
        var found: [Int] = []
        let bytes = Self.pipeline
        for place in stride(from: 0, to: bytes.count, by: size) {
            let sent = stream.take(bytes[place..<min(place + size, bytes.count)])
            if sent == .named { found.append(place) }
        }
        #expect(found == [(bytes.count - 1) / size * size])
    }

    @Test func `what is not a COMMIT is none, and one without a name is told apart`() {
        var stream = FrontendStream()
        let other = Self.start + Self.message("P", "\0SELECT 'COMMIT'\0\0\0") + Self.message("B", "\0\0")
        #expect(stream.take((other + Self.message("S", ""))[...]) == nil)
        let commit = Self.message("P", "\0COMMIT\0\0\0") + Self.message("B", "\0\0") + Self.message("S", "")
        #expect(stream.take(commit[...]) == .unnamed)
    }
}
