#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Powers and logarithms, which the standard library does not have.
enum Power {
    /// `base` to the power of `exponent`.
    static func raise(_ base: Double, to exponent: Double) -> Double {
        pow(base, exponent)
    }
}
