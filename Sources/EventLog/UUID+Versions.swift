internal import Crypto
public import FoundationEssentials

extension UUID {
    /// A time-ordered UUID (RFC 9562, version 7) made of values: the core draws neither time nor chance itself.
    ///
    /// - Parameters:
    ///   - timestamp: gives the leading 48 bits, in milliseconds, and 12 bits of the fraction below a millisecond.
    ///   - random: 64 bits of chance, of which 62 are used.
    public init(version7 timestamp: Timestamp, random: UInt64) {
        let micros = UInt64(clamping: timestamp.microseconds)
        let millis = micros / 1000
        // RFC 9562, section 6.2, method 3: the sub-millisecond part keeps ids made within one millisecond in order.
        let fraction = (micros % 1000) * 4096 / 1000
        self.init(
            high: millis << 16 | 0x7000 | fraction,
            low: random & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
    }

    /// A UUID that follows from content (RFC 9562, version 8): the head of the SHA-256 of `bytes`.
    public init(version8 bytes: some Sequence<UInt8>) {
        let digest = Array(SHA256.hash(data: Array(bytes)))
        let high = digest[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = digest[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(
            high: high & 0xffff_ffff_ffff_0fff | 0x8000,
            low: low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
    }

    /// An id that follows from another one and from content: with the other's moment where that is of version 7, and of
    /// version 8 otherwise.
    ///
    /// A store may keep streams together that began in the same month: what belongs to an execution has to lie beside it.
    public init(beside other: UUID, of content: some Sequence<UInt8>) {
        let chance = UUID(version8: withUnsafeBytes(of: other.uuid) { Array($0) } + content)
        guard other.high >> 12 & 0xf == 7, other.low >> 62 == 0b10 else {
            self = chance
            return
        }
        self.init(high: other.high & 0xffff_ffff_ffff_0000 | 0x7000 | chance.high & 0xfff, low: chance.low)
    }

    /// A UUID of the given 128 bits, most significant first.
    public init(high: UInt64, low: UInt64) {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) { buffer in
            buffer.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            buffer.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        self.init(uuid: bytes)
    }

    /// The upper 64 bits.
    public var high: UInt64 {
        withUnsafeBytes(of: uuid) { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)) }
    }

    /// The lower 64 bits.
    public var low: UInt64 {
        withUnsafeBytes(of: uuid) { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
    }

    /// The 36 characters of RFC 9562 in lower case, as Postgres prints them.
    public var text: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for (index, half) in [high, low].enumerated() {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if position == 8 || position == 13 || position == 18 || (position == 23 && index == 1) {
                        buffer[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    buffer[position] = UInt8(hexDigit: UInt8(truncatingIfNeeded: half >> UInt64(shift)))
                    position += 1
                }
            }
            return position
        }
    }
}
