/// The keys seen so far in every object that is open, to tell a duplicate without making strings.
///
/// Keys are compared by their characters after unescaping, byte for byte: two spellings of `é` are two keys.
/// A small object compares 64-bit fingerprints one by one; from ``linearLimit`` keys on it gets a hash table.
struct KeyStack: Sendable {
    private struct Record {
        var fingerprint: UInt64
        var start: Int
        var end: Int
        var isEscaped: Bool

        var span: JSONScanner.StringSpan {
            JSONScanner.StringSpan(start: start, end: end, isEscaped: isEscaped)
        }
    }

    static let linearLimit = 24

    /// Never shrunk: ``count`` says how many are in use.
    private var records: [Record] = []
    private var count = 0
    private var tables: [KeyTable] = []
    /// Where the innermost open object's keys start.
    private var base = 0

    /// Opens an object inside the present one and returns what ``closeObject(_:)`` needs to go back to it.
    @inline(__always)
    mutating func openObject() -> Int {
        let outer = base
        base = count
        return outer
    }

    @inline(__always)
    mutating func closeObject(_ outer: Int) {
        count = base
        if !tables.isEmpty, tables[tables.count &- 1].base == base { tables.removeLast() }
        base = outer
    }

    /// Adds a key to the innermost open object, or returns false when that has it already.
    @inline(__always)
    mutating func insert(_ span: JSONScanner.StringSpan, in bytes: JSONScanner.Bytes) -> Bool {
        let fingerprint =
            span.isEscaped ? Self.unescapedFingerprint(span, in: bytes) : Self.fingerprint(bytes, span.start, span.end)
        let record = Record(
            fingerprint: fingerprint, start: span.start, end: span.end, isEscaped: span.isEscaped)
        if count &- base >= Self.linearLimit {
            guard insertIntoTable(record, in: bytes) else { return false }
        } else {
            var index = base
            while index < count {
                if records[index].fingerprint == fingerprint, Self.areEqual(records[index], record, in: bytes) {
                    return false
                }
                index &+= 1
            }
        }
        append(record)
        return true
    }

    @inline(__always)
    private mutating func append(_ record: Record) {
        if count < records.count {
            records[count] = record
        } else {
            if records.capacity == 0 { records.reserveCapacity(16) }
            records.append(record)
        }
        count &+= 1
    }

    private mutating func insertIntoTable(_ record: Record, in bytes: JSONScanner.Bytes) -> Bool {
        if tables.last?.base != base {
            var table = KeyTable(base: base)
            for index in base..<count {
                _ = table.insert(index, hash: Self.hash(records[index], in: bytes)) { _ in false }
            }
            tables.append(table)
        }
        let hash = Self.hash(record, in: bytes)
        let records = records
        return tables[tables.count - 1].insert(count, hash: hash) { other in
            Self.areEqual(records[other], record, in: bytes)
        }
    }
}

extension KeyStack {
    /// Opens an array or object of a reader, which cannot keep the way back on its own stack: a record keeps it here.
    @inline(__always)
    mutating func openFrame(isObject: Bool) {
        append(Record(fingerprint: isObject ? 1 : 0, start: base, end: 0, isEscaped: false))
        base = count
    }

    /// Closes what ``openFrame(isObject:)`` opened last.
    @inline(__always)
    mutating func closeFrame() {
        closeObject(records[base &- 1].start)
        count &-= 1
    }

    /// Whether the innermost open frame is an object; nil when none is open.
    @inline(__always)
    var isInObject: Bool? {
        base == 0 ? nil : records[base &- 1].fingerprint == 1
    }
}

extension KeyStack {
    /// Length, first and last eight bytes, mixed. Only a filter: equal fingerprints are followed by a look at the bytes.
    @inline(__always)
    private static func fingerprint(_ bytes: JSONScanner.Bytes, _ start: Int, _ end: Int) -> UInt64 {
        let count = end &- start
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
        var mixed = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        if count >= 8 {
            mixed ^= base.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            mixed = (mixed &* 0xFF51_AFD7_ED55_8CCD) ^ (mixed >> 32)
            mixed ^= base.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
        } else {
            var word: UInt64 = 0
            var index = start
            while index < end {
                word = word << 8 | UInt64(bytes[index])
                index &+= 1
            }
            mixed ^= word
        }
        return mixed
    }

    private static func unescapedFingerprint(
        _ span: JSONScanner.StringSpan, in bytes: JSONScanner.Bytes
    ) -> UInt64 {
        withUnescaped(span, in: bytes) { fingerprint($0, 0, $0.count) }
    }

    private static func areEqual(_ left: Record, _ right: Record, in bytes: JSONScanner.Bytes) -> Bool {
        withUnescaped(left.span, in: bytes) { leftBytes in
            withUnescaped(right.span, in: bytes) { rightBytes in
                leftBytes.elementsEqual(rightBytes)
            }
        }
    }

    /// Hashed with the process's random seed, so that nobody can prepare keys that collide.
    private static func hash(_ record: Record, in bytes: JSONScanner.Bytes) -> Int {
        withUnescaped(record.span, in: bytes) { key in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(key))
            return hasher.finalize()
        }
    }

    private static func withUnescaped<Result>(
        _ span: JSONScanner.StringSpan, in bytes: JSONScanner.Bytes, _ body: (JSONScanner.Bytes) -> Result
    ) -> Result {
        guard span.isEscaped else { return body(UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])) }
        let unescaped = [UInt8](unsafeUninitializedCapacity: span.end - span.start) { buffer, count in
            count = JSONScanner.unescape(bytes, span, into: buffer)
        }
        return unescaped.withUnsafeBufferPointer(body)
    }
}
