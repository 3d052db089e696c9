internal import CLibPQ
internal import EventLog
internal import FoundationEssentials

/// The rows that a statement gave, in binary form.
///
/// Unchecked, because a result of libpq does not change any more once it is complete, and belongs to no connection.
final class Reply: @unchecked Sendable {
    private let result: OpaquePointer

    /// Takes over a result of libpq.
    init(_ result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    /// How many rows.
    var count: Int { Int(PQntuples(result)) }

    func isNull(_ row: Int, _ column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) != 0 }

    func int16(_ row: Int, _ column: Int) throws(EventStoreError) -> Int16 { try integer(row, column) }
    func int32(_ row: Int, _ column: Int) throws(EventStoreError) -> Int32 { try integer(row, column) }
    func int64(_ row: Int, _ column: Int) throws(EventStoreError) -> Int64 { try integer(row, column) }
    func bool(_ row: Int, _ column: Int) throws(EventStoreError) -> Bool { try (integer(row, column) as UInt8) != 0 }

    func time(_ row: Int, _ column: Int) throws(EventStoreError) -> Timestamp {
        Timestamp(postgresMicroseconds: try integer(row, column))
    }

    func uuid(_ row: Int, _ column: Int) throws(EventStoreError) -> UUID {
        let bytes = field(row, column)
        defer { extendLifetime() }
        guard bytes.count == 16 else { throw unexpected(column) }
        return UUID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    func hash(_ row: Int, _ column: Int) throws(EventStoreError) -> SHA256Hash {
        defer { extendLifetime() }
        guard let hash = SHA256Hash(bytes: field(row, column)) else { throw unexpected(column) }
        return hash
    }

    func bytes(_ row: Int, _ column: Int) -> [UInt8] {
        defer { extendLifetime() }
        return Array(field(row, column))
    }

    func text(_ row: Int, _ column: Int) -> String {
        defer { extendLifetime() }
        return String(decoding: field(row, column), as: UTF8.self)
    }

    /// All rows, where they came as text.
    var texts: [[String?]] {
        (0..<count).map { row in
            (0..<Int(PQnfields(result))).map { column in isNull(row, column) ? nil : text(row, column) }
        }
    }

    /// The elements of an array of texts without NULLs.
    func texts(_ row: Int, _ column: Int) throws(EventStoreError) -> [String] {
        let bytes = field(row, column)
        defer { extendLifetime() }
        func number(_ offset: Int) throws(EventStoreError) -> Int {
            guard offset + 4 <= bytes.count else { throw unexpected(column) }
            return Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        }
        if try number(0) == 0 { return [] }
        var texts: [String] = []
        var offset = 20
        for _ in 0..<(try number(12)) {
            let length = try number(offset)
            offset += 4
            guard length >= 0, offset + length <= bytes.count else { throw unexpected(column) }
            texts.append(String(decoding: bytes[offset..<offset + length], as: UTF8.self))
            offset += length
        }
        return texts
    }

    private func integer<Number: FixedWidthInteger>(_ row: Int, _ column: Int) throws(EventStoreError) -> Number {
        let bytes = field(row, column)
        defer { extendLifetime() }
        guard bytes.count == MemoryLayout<Number>.size else { throw unexpected(column) }
        return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
    }

    /// The bytes of a field belong to the result: it must not be cleared while they are looked at.
    private func extendLifetime() { withExtendedLifetime(self) {} }

    private func field(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, Int32(row), Int32(column)),
            count: Int(PQgetlength(result, Int32(row), Int32(column)))
        )
    }

    private func unexpected(_ column: Int) -> EventStoreError {
        let name = PQfname(result, Int32(column)).map { String(cString: $0) } ?? "\(column)"
        return .corrupted(reason: "the column \(name) has another form than expected")
    }
}
