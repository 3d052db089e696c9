extension UInt8 {
    /// The ASCII digit of the lower four bits, `0` to `9` and `a` to `f`.
    init(hexDigit bits: UInt8) {
        let value = bits & 0xf
        self = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
