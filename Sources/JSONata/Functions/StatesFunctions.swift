internal import JSON

/// What the Step Functions service adds to the language.
enum StatesFunctions {
    typealias Digest = @Sendable (_ data: [UInt8], _ algorithm: String) -> String?

    static func all(_ digest: @escaping Digest) -> [NativeFunction] {
        [
            NativeFunction("partition", "<an:a<a>>", arity: 2, partition),
            NativeFunction("range", "<nnn:a<n>>", arity: 3, range),
            NativeFunction("random", "<n?:n>", arity: 0, random),
            NativeFunction("uuid", "<:s>", arity: 0) { call throws(Failure) in .string(uuid(call.run)) },
            NativeFunction("parse", "<s-:x>", arity: 1, parse),
            NativeFunction("hash", "<ss:s>", arity: 2) { call throws(Failure) in
                guard let text = call.string(0), let algorithm = call.string(1) else { return .undefined }
                try call.run.allocate(text.utf8.count)
                try call.run.step(text.utf8.count / 16)
                guard let hash = digest(Array(text.utf8), algorithm) else {
                    throw refused("hash", "the algorithm is none of those that are known")
                }
                return .string(hash)
            },
        ]
    }

    private static func refused(_ name: String, _ reason: String) -> Failure {
        Failure("D3150", message: "The arguments of $\(name) are refused: \(reason)")
    }

    private static func partition(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0], let number = try call.number(1) else { return .undefined }
        guard number >= 1, let size = Int(exactly: number) else {
            throw refused("partition", "the size of a part is a whole number from 1")
        }
        try call.run.allocate(elements: array.items.count * 2)
        let items = array.items.array
        return .list(
            stride(from: 0, to: items.count, by: size).map { start in
                .list(Array(items[start..<min(items.count, start + min(size, items.count))]))
            })
    }

    private static func range(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let first = try call.number(0), let last = try call.number(1), let step = try call.number(2) else {
            return .undefined
        }
        guard step != 0 else { throw refused("range", "the step is not zero") }
        let count = ((last - first) / step).rounded(.down) + 1
        guard count >= 1 else { return .list([]) }
        guard count <= 10_000_000 else { throw refused("range", "there are at most 10,000,000 elements") }
        try call.run.allocate(elements: Int(count))
        return .list((0..<Int(count)).map { .number(first + Double($0) * step) })
    }

    /// With a seed, always the same number.
    private static func random(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let seed = try call.number(0) else { return .number(call.run.random.fraction()) }
        var source = RandomSource(seed: seed.bitPattern)
        return .number(source.fraction())
    }

    /// A version 4 UUID (RFC 9562) of the run's chance.
    private static func uuid(_ run: Run) -> String {
        let high = run.random.next() & ~0xF000 | 0x4000
        let low = run.random.next() & ~(3 << 62) | 1 << 63
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    private static func parse(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        try call.run.allocate(text.utf8.count * 8)
        try call.run.step(text.utf8.count / 16)
        do throws(JSONError) {
            return Value(try JSONValue(parsing: text))
        } catch {
            throw refused("parse", "no JSON, see line \(error.line), column \(error.column)")
        }
    }
}
