/// The rules that a request must keep before a store looks at its contents: the same for every store, so that what one
/// took another one takes too.
package enum RequestRules {
    /// Refuses a commit that no store may write.
    package static func check(_ commit: Commit) throws(EventStoreError) {
        for append in commit.appends {
            guard isCategory(append.stream.category.rawValue) else {
                throw .invalidRequest(
                    reason: "a category is 1 to 64 ASCII letters, digits and -; \(append.stream) has another")
            }
            guard append.expected.version > .none || !append.events.isEmpty else {
                throw .invalidRequest(reason: "the first append to \(append.stream) has no event")
            }
            for event in append.events { try check(event, in: append.stream) }
        }
    }

    /// Refuses a query with a limit out of range.
    package static func check(_ query: StreamQuery) throws(EventStoreError) {
        guard (1...10_000).contains(query.limit) else {
            throw .invalidRequest(reason: "a page has 1 to 10,000 streams, not \(query.limit)")
        }
    }

    private static func check(_ event: NewEvent, in stream: StreamID) throws(EventStoreError) {
        let typeLength = event.type.rawValue.utf8.count
        guard (1...64).contains(typeLength) else {
            throw .invalidRequest(reason: "an event type has 1 to 64 bytes; one of \(stream) has \(typeLength)")
        }
        // Databases keep at most about a thousand million bytes in a row; a statement stays well below it.
        guard event.payload.count <= 256 << 20 else {
            throw .invalidRequest(reason: "the payload of \(event.type) in \(stream) is longer than 256 MiB")
        }
        // NUL is no part of JSON text, and text columns of databases end at it or refuse it.
        guard !event.payload.contains(0), (try? UTF8Span(validating: event.payload.span)) != nil else {
            throw .invalidRequest(reason: "the payload of \(event.type) in \(stream) is not UTF-8 text")
        }
    }

    private static func isCategory(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
