internal import JSON

/// Values as `$string` and `&` show them: JSON text, numbers with at most 15 digits, functions as empty strings.
struct Stringifier {
    private var bytes: [UInt8] = []
    private let isPretty: Bool
    private let run: Run
    private var indentation = 0

    private init(isPretty: Bool, _ run: Run) {
        self.isPretty = isPretty
        self.run = run
        bytes.reserveCapacity(256)
    }

    /// The text of a value; a string is itself. Throws `D3001` for infinity, `D1001` for infinity inside a value.
    static func string(_ value: Value, _ run: Run, isPretty: Bool = false) throws(Failure) -> String {
        switch value {
        case .string(let text): return text
        case .function, .undefined: return ""
        case .number(let number):
            guard number.isFinite else { throw Failure("D3001", value: .string(NumberText.string(number))) }
            return NumberText.string(NumberText.roundedTo15Digits(number))
        default:
            var writer = Stringifier(isPretty: isPretty, run)
            try writer.write(value.unwrapped)
            try run.allocate(writer.bytes.count)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }

    private mutating func write(_ value: Value) throws(Failure) {
        try run.step()
        switch value {
        case .undefined, .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number, .numeral: try writeNumber(value)
        case .string(let string): try write(string)
        case .function: append("\"\"")
        case .array(let array): try write(array.items)
        case .tuples(let stream): try write(.values(stream.tuples.map(\.context)))
        case .json, .object: try writeMembers(of: value)
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func writeNumber(_ value: Value) throws(Failure) {
        guard let number = try value.numeric() else { return append("null") }
        bytes.append(contentsOf: NumberText.string(NumberText.roundedTo15Digits(number)).utf8)
    }

    private mutating func write(_ items: Items) throws(Failure) {
        if items.count == 0 { return append("[]") }
        try open(UInt8(ascii: "["))
        for index in 0..<items.count {
            separate(isFirst: index == 0)
            try write(items[index])
        }
        close(UInt8(ascii: "]"))
    }

    private mutating func writeMembers(of value: Value) throws(Failure) {
        try open(UInt8(ascii: "{"))
        var isFirst = true
        switch value {
        case .json(let object):
            for index in object.indices {
                let member = object[index]
                try write(member.key, Value(member.value), &isFirst)
            }
        case .object(let object):
            for index in object.members.keys.indices {
                let member = object.members.values[index]
                if !member.isUndefined { try write(object.members.keys[index], member, &isFirst) }
            }
        default: break
        }
        close(UInt8(ascii: "}"), isEmpty: isFirst)
    }

    private mutating func write(_ key: String, _ value: Value, _ isFirst: inout Bool) throws(Failure) {
        separate(isFirst: isFirst)
        isFirst = false
        try write(key)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        try write(value)
    }

    private mutating func open(_ bracket: UInt8) throws(Failure) {
        try run.descend()
        bytes.append(bracket)
        indentation += 1
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool = false) {
        run.ascend()
        indentation -= 1
        if !isEmpty { breakLine() }
        bytes.append(bracket)
    }

    private mutating func separate(isFirst: Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        breakLine()
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<indentation { append("  ") }
    }

    private mutating func write(_ string: String) throws(Failure) {
        // Paid for piece by piece: one value may hold a large string many times.
        try run.allocate(string.utf8.count)
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                escape(byte)
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        default:
            append("\\u00")
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 15
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }
}
