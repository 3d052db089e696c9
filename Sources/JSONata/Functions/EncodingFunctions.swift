internal import JSON

/// Base64 and the escapes of addresses.
enum EncodingFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("base64encode", "<s-:s>", arity: 1, encodeBase64),
        NativeFunction("base64decode", "<s-:s>", arity: 1, decodeBase64),
        NativeFunction("encodeUrlComponent", "<s-:s>", arity: 1) { call throws(Failure) in
            try encode(call, "encodeUrlComponent", unescaped: component)
        },
        NativeFunction("encodeUrl", "<s-:s>", arity: 1) { call throws(Failure) in
            try encode(call, "encodeUrl", unescaped: component + reserved)
        },
        NativeFunction("decodeUrlComponent", "<s-:s>", arity: 1) { call throws(Failure) in
            try decode(call, "decodeUrlComponent", kept: [])
        },
        NativeFunction("decodeUrl", "<s-:s>", arity: 1) { call throws(Failure) in
            try decode(call, "decodeUrl", kept: reserved)
        },
    ]

    private static let component = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()".utf8)
    private static let reserved = Array(";/?:@&=+$,#".utf8)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    private static func text(_ call: NativeFunction.Call) throws(Failure) -> String? {
        guard let text = call.string(0) else { return nil }
        try call.run.allocate(text.utf8.count * 3)
        try call.run.step(text.utf8.count / 16)
        return text
    }

    private static func malformed(_ text: String, _ name: String) -> Failure {
        Failure("D3140", token: name, value: .string(text))
    }

    /// Takes each UTF-16 unit's low byte, as the reference does.
    private static func encodeBase64(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = try text(call) else { return .undefined }
        let bytes = text.utf16.map { UInt8(truncatingIfNeeded: $0) }
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word = 0
            for index in 0..<3 { word = word << 8 | (index < group.count ? Int(group[start + index]) : 0) }
            for index in 0..<4 {
                let letter = alphabet[word >> (18 - 6 * index) & 63]
                result.append(index <= group.count ? letter : UInt8(ascii: "="))
            }
        }
        return .string(String(decoding: result, as: UTF8.self))
    }

    private static func decodeBase64(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = try text(call) else { return .undefined }
        var scalars = String.UnicodeScalarView()
        var word = 0
        var bits = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") { break }
            let plain =
                byte == UInt8(ascii: "-") ? UInt8(ascii: "+") : byte == UInt8(ascii: "_") ? UInt8(ascii: "/") : byte
            guard let value = alphabet.firstIndex(of: plain) else { continue }
            word = (word << 6 | value) & 0xFFFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                scalars.append(Unicode.Scalar(UInt8(word >> bits & 0xFF)))
            }
        }
        return .string(String(scalars))
    }

    private static func encode(
        _ call: NativeFunction.Call, _ name: String, unescaped: [UInt8]
    ) throws(Failure) -> Value {
        guard let text = try text(call) else { return .undefined }
        if text.unicodeScalars.contains(where: Text.isLoneSurrogate) { throw malformed(text, name) }
        var result: [UInt8] = []
        for byte in text.utf8 {
            if byte < 0x80, unescaped.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return .string(String(decoding: result, as: UTF8.self))
    }

    private static func decode(_ call: NativeFunction.Call, _ name: String, kept: [UInt8]) throws(Failure) -> Value {
        guard let text = try text(call) else { return .undefined }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "%") else {
                result.append(bytes[place])
                place += 1
                continue
            }
            guard let byte = escape(bytes, place) else { throw malformed(text, name) }
            if byte < 0x80, kept.contains(byte) {
                result += bytes[place..<place + 3]
            } else {
                result.append(byte)
            }
            place += 3
        }
        guard let decoded = String(validating: result, as: UTF8.self) else { throw malformed(text, name) }
        return .string(decoded)
    }

    private static func escape(_ bytes: [UInt8], _ place: Int) -> UInt8? {
        guard place + 2 < bytes.count, let high = Unicode.Scalar(bytes[place + 1]).hexDigitValue,
            let low = Unicode.Scalar(bytes[place + 2]).hexDigitValue
        else { return nil }
        return UInt8(high << 4 | low)
    }
}
