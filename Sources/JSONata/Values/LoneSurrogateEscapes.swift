/// JSON texts that name halves of surrogate pairs, as test data and logs from JavaScript do.
package enum LoneSurrogateEscapes {
    /// The text with each escape of half a surrogate pair as the escape of the scalar that stands for it in this module.
    ///
    /// Our JSON reader refuses such halves, as no string of Swift can hold them.
    package static func replaced(in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            guard text[place] == UInt8(ascii: "\\"), place + 1 < text.count else {
                result.append(text[place])
                place += 1
                continue
            }
            guard let unit = unit(text, place), unit >= 0xD800, unit < 0xE000 else {
                result += text[place...place + 1]
                place += 2
                continue
            }
            if unit < 0xDC00, let low = self.unit(text, place + 6), low >= 0xDC00, low < 0xE000 {
                result += text[place..<place + 12]
                place += 12
            } else {
                for part in String(Text.loneSurrogate(unit)).utf16 { result += "\\u\(String(part, radix: 16))".utf8 }
                place += 6
            }
        }
        return result
    }

    /// The unit of a `\u` escape at a place.
    private static func unit(_ text: [UInt8], _ place: Int) -> UInt16? {
        guard place + 6 <= text.count, text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt16(String(decoding: text[place + 2..<place + 6], as: UTF8.self), radix: 16)
    }
}
