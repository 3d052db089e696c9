import JSON

extension Retrier {
    /// The delay before a retry, without jitter: interval × rate^attempt, at most `maxDelaySeconds`.
    ///
    /// Computed in decimal integers, never in floating point, so that it is the same everywhere: each product is kept
    /// to a millionth of a microsecond (rounded down), the result rounded down to a microsecond. A rate counts with
    /// its first nine decimals.
    /// - Parameter attempt: how many retries this rule has already scheduled in this execution of the state; 0 for
    ///   the first.
    public func delay(attempt: Int) -> Duration {
        .microseconds(delayMicroseconds(attempt: attempt))
    }

    /// The delay before a retry: with `FULL` jitter drawn evenly from zero to the computed delay, else that delay.
    /// - Parameters:
    ///   - attempt: how many retries this rule has already scheduled in this execution of the state; 0 for the first.
    ///   - random: 64 evenly distributed bits, drawn and recorded by the caller.
    public func delay(attempt: Int, random: UInt64) -> Duration {
        let longest = delayMicroseconds(attempt: attempt)
        guard jitter == .full else { return .microseconds(longest) }
        return .microseconds(Int64((UInt64(longest) + 1).multipliedFullWidth(by: random).high))
    }

    private func delayMicroseconds(attempt: Int) -> Int64 {
        let picosPerSecond: UInt128 = 1_000_000_000_000
        let ceiling = UInt128(maxDelaySeconds ?? TimeoutSetting.maximumSeconds) * picosPerSecond
        var delay = UInt128(intervalSeconds) * picosPerSecond
        let rate = Retrier.billionths(of: backoffRate)
        if rate > Retrier.billion {
            var retries = attempt
            while retries > 0, delay < ceiling {
                // Below 10^20 times at most 10^18: no overflow of 128 bits.
                delay = delay * rate / Retrier.billion
                retries -= 1
            }
        }
        return Int64(min(delay, ceiling) / 1_000_000)
    }

    private static let billion: UInt128 = 1_000_000_000

    /// The number in billionths, rounded down; saturates for rates that reach any ceiling in one step.
    private static func billionths(of number: JSONNumber) -> UInt128 {
        let saturated: UInt128 = 1_000_000_000_000_000_000
        let mark = number.text.utf8.firstIndex { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
        let mantissa = number.text.utf8[..<(mark ?? number.text.utf8.endIndex)]
        let exponent: Int
        if let mark {
            let text = number.text[number.text.utf8.index(after: mark)...]
            // An exponent too long for an Int is one of a rate that is huge; a rate is at least 1.
            guard let value = Int(text) else { return saturated }
            exponent = value
        } else {
            exponent = 0
        }
        let (power, overflow) = exponent.addingReportingOverflow(9)
        guard !overflow else { return saturated }
        var value: UInt128 = 0
        var shift = power
        var isFraction = false
        for byte in mantissa {
            if byte == UInt8(ascii: ".") {
                isFraction = true
                continue
            }
            guard byte >= UInt8(ascii: "0") else { return saturated }
            if isFraction, shift <= 0 { break }
            if isFraction { shift -= 1 }
            value = value * 10 + UInt128(byte - UInt8(ascii: "0"))
            if value >= saturated * saturated { return saturated }
        }
        while shift > 0, value > 0, value < saturated {
            value *= 10
            shift -= 1
        }
        while shift < 0, value > 0 {
            value /= 10
            shift += 1
        }
        return min(value, saturated)
    }
}
