internal import CLibPQ
internal import EventLog
internal import FoundationEssentials

/// The parameters of one execution of a statement, in Postgres' binary form, in one piece of memory.
struct StatementParameters: Hashable, Sendable {
    private struct Place: Hashable, Sendable {
        let offset: Int
        /// -1 for NULL.
        let length: Int
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// How many there are.
    var count: Int { places.count }
    /// How many bytes they take.
    var size: Int { bytes.count }

    // MARK: Single values

    mutating func add(_ value: UUID) { place { $0.append(uuid: value) } }
    mutating func add(_ value: Int16) { place { $0.append(bigEndian: value) } }
    mutating func add(_ value: Int32) { place { $0.append(bigEndian: value) } }
    mutating func add(_ value: Int64) { place { $0.append(bigEndian: value) } }
    mutating func add(_ value: Bool) { place { $0.append(value ? 1 : 0) } }
    mutating func add(_ value: String) { place { $0.append(contentsOf: value.utf8) } }
    mutating func add(_ value: Timestamp) { place { $0.append(bigEndian: value.postgresMicroseconds) } }

    mutating func add(_ value: Timestamp?) {
        if let value { add(value) } else { places.append(Place(offset: bytes.count, length: -1)) }
    }

    // MARK: Arrays

    mutating func add(_ values: some Collection<UUID>) {
        array(values, of: .uuid) { bytes, value in bytes.append(uuid: value) }
    }

    mutating func add(_ values: some Collection<UUID?>) {
        nullable(values, of: .uuid) { bytes, value in bytes.append(uuid: value) }
    }

    mutating func add(_ values: some Collection<Int16>) {
        array(values, of: .int2) { bytes, value in bytes.append(bigEndian: value) }
    }

    mutating func add(_ values: some Collection<Int32>) {
        array(values, of: .int4) { bytes, value in bytes.append(bigEndian: value) }
    }

    mutating func add(_ values: some Collection<String>) {
        array(values, of: .text) { bytes, value in bytes.append(contentsOf: value.utf8) }
    }

    mutating func add(_ values: some Collection<String?>) {
        nullable(values, of: .text) { bytes, value in bytes.append(contentsOf: value.utf8) }
    }

    /// Texts that are UTF-8 already.
    mutating func add(texts values: some Collection<[UInt8]>) {
        array(values, of: .text) { bytes, value in bytes.append(contentsOf: value) }
    }

    mutating func add(_ values: some Collection<Timestamp>) {
        array(values, of: .timestamptz) { bytes, value in bytes.append(bigEndian: value.postgresMicroseconds) }
    }

    mutating func add(_ values: some Collection<SHA256Hash>) {
        array(values, of: .bytea) { bytes, value in value.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    }

    // MARK: For libpq

    /// Calls `body` with the three arrays that libpq asks for: where each value begins, how long it is, that it is binary.
    func withPointers<Result>(
        _ body: (
            _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        guard !places.isEmpty else { return body(nil, nil, nil) }
        let lengths = places.map { Int32(max(0, $0.length)) }
        let formats = [Int32](repeating: 1, count: places.count)
        // An empty value needs a place too: without one it would be NULL.
        return (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
            let values = places.map { place in
                place.length < 0
                    ? nil : buffer.baseAddress?.advanced(by: place.offset).assumingMemoryBound(to: CChar.self)
            }
            return body(values, lengths, formats)
        }
    }

    // MARK: Encoding

    private mutating func place(_ encode: (inout [UInt8]) -> Void) {
        let offset = bytes.count
        encode(&bytes)
        places.append(Place(offset: offset, length: bytes.count - offset))
    }

    private mutating func array<Values: Collection>(
        _ values: Values, of type: PostgresType, _ encode: (inout [UInt8], Values.Element) -> Void
    ) {
        place { bytes in
            bytes.appendArrayHeader(of: type, count: values.count, hasNulls: false)
            for value in values { bytes.appendWithLength { encode(&$0, value) } }
        }
    }

    private mutating func nullable<Value>(
        _ values: some Collection<Value?>, of type: PostgresType, _ encode: (inout [UInt8], Value) -> Void
    ) {
        place { bytes in
            bytes.appendArrayHeader(of: type, count: values.count, hasNulls: values.contains { $0 == nil })
            for value in values {
                guard let value else {
                    bytes.append(bigEndian: Int32(-1))
                    continue
                }
                bytes.appendWithLength { encode(&$0, value) }
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(uuid value: UUID) {
        Swift.withUnsafeBytes(of: value.uuid) { append(contentsOf: $0) }
    }

    fileprivate mutating func appendArrayHeader(of type: PostgresType, count: Int, hasNulls: Bool) {
        append(bigEndian: Int32(count == 0 ? 0 : 1))
        append(bigEndian: Int32(hasNulls ? 1 : 0))
        append(bigEndian: type.rawValue)
        guard count > 0 else { return }
        append(bigEndian: Int32(count))
        append(bigEndian: Int32(1))
    }

    fileprivate mutating func appendWithLength(_ encode: (inout [UInt8]) -> Void) {
        let start = count
        append(bigEndian: Int32(0))
        encode(&self)
        let length = UInt32(count - start - 4)
        for (index, shift) in [24, 16, 8, 0].enumerated() {
            self[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(shift))
        }
    }
}
