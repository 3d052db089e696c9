/// A growing run of bytes written through a pointer: what appending to an array costs most is checks per piece.
struct ByteSink: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    init(capacity: Int) {
        base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        base.deallocate()
    }

    /// Writes a value compactly and lends out the text.
    static func withText<Result>(of value: JSONValue, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var sink = ByteSink(capacity: 1024)
        sink.write(value)
        return body(UnsafeBufferPointer(start: sink.base, count: sink.count))
    }

    @inline(__always)
    private mutating func reserve(_ additional: Int) {
        if capacity &- count < additional { grow(additional) }
    }

    private mutating func grow(_ additional: Int) {
        capacity = max(capacity * 2, count + additional)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: start, count: bytes.count)
        count &+= bytes.count
    }

    @inline(__always)
    private mutating func append(_ literal: StaticString) {
        append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(true): append("true")
        case .bool(false): append("false")
        case .number(let number): writeNumber(number.text)
        case .string(let string): writeString(string)
        case .array(let elements): writeArray(elements)
        case .object(let object): writeObject(object)
        }
    }

    private mutating func writeArray(_ elements: [JSONValue]) {
        append(Byte.openBracket)
        var isFirst = true
        for element in elements {
            if !isFirst { append(Byte.comma) }
            isFirst = false
            write(element)
        }
        append(Byte.closeBracket)
    }

    private mutating func writeObject(_ object: JSONObject) {
        append(Byte.openBrace)
        var isFirst = true
        for member in object.storage {
            if !isFirst { append(Byte.comma) }
            isFirst = false
            writeString(member.key)
            append(Byte.colon)
            write(member.value)
        }
        append(Byte.closeBrace)
    }

    private mutating func writeNumber(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    private mutating func writeString(_ string: String) {
        var string = string
        string.withUTF8 { bytes in
            // The common case needs room for itself and two quotation marks.
            reserve(bytes.count &+ 2)
            append(Byte.quote)
            var start = 0
            while true {
                let end = Escaping.firstByteToEscape(bytes, from: start)
                append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                if end == bytes.count { break }
                Escaping.withEscape(of: bytes[end]) { append($0) }
                start = end &+ 1
            }
            append(Byte.quote)
        }
    }
}
