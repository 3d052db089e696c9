/// Finds line, column and pointer of a fault by reading the text before it once more, so that reading good text pays nothing.
struct FaultLocator {
    let bytes: UnsafeBufferPointer<UInt8>

    /// Line and column of an offset, both from 1; the column counts Unicode scalars.
    func position(of offset: Int) -> (line: Int, column: Int) { positions(of: [offset])[0] }

    /// Line and column of each of the offsets, which ascend.
    func positions(of offsets: [Int]) -> [(line: Int, column: Int)] {
        var (line, column, index) = (1, 1, 0)
        return offsets.map { offset in
            while index < min(offset, bytes.count) {
                if isLineEnd(at: index) {
                    line += 1
                    column = 1
                } else if bytes[index] & 0xC0 != 0x80 {
                    column += 1
                }
                index += 1
            }
            return (line, column)
        }
    }

    private func isLineEnd(at index: Int) -> Bool {
        switch bytes[index] {
        case Byte.lineFeed: true
        case Byte.carriageReturn: !(index + 1 < bytes.count && bytes[index + 1] == Byte.lineFeed)
        default: false
        }
    }

    /// The value that a fault stands in.
    func pointer(of fault: Fault) -> JSONPointer {
        var walk = Walk()
        var index = 0
        while index < fault.offset, index < bytes.count {
            index = step(&walk, at: index, limit: fault.offset)
        }
        var tokens = walk.tokens
        if fault.kind == .duplicateKey, let key = string(at: fault.offset) {
            tokens.append(key.text)
        }
        return JSONPointer(tokens: tokens)
    }

    /// Takes in the token at `index` and returns where the next one starts. Everything before `limit` is well-formed.
    private func step(_ walk: inout Walk, at index: Int, limit: Int) -> Int {
        switch bytes[index] {
        case Byte.space, Byte.tab, Byte.lineFeed, Byte.carriageReturn: break
        case Byte.openBrace: walk.open(isObject: true)
        case Byte.openBracket: walk.open(isObject: false)
        case Byte.closeBrace, Byte.closeBracket: walk.close()
        case Byte.comma: walk.comma()
        case Byte.colon: walk.colon()
        case Byte.quote:
            guard let string = string(at: index), string.end <= limit else { return limit }
            walk.string(string.text)
            return string.end
        default:
            var end = index
            while end < limit, !isDelimiter(bytes[end]) { end += 1 }
            if end < limit { walk.endValue() }
            return max(end, index + 1)
        }
        return index + 1
    }

    private func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case Byte.space, Byte.tab, Byte.lineFeed, Byte.carriageReturn, Byte.comma, Byte.colon, Byte.closeBrace,
            Byte.closeBracket:
            true
        default: false
        }
    }

    private func string(at index: Int) -> (text: String, end: Int)? {
        var scanner = JSONScanner()
        scanner.position = index
        guard let span = try? scanner.scanString(bytes) else { return nil }
        return (JSONScanner.string(bytes, span), scanner.position)
    }
}

extension FaultLocator {
    /// The containers open at a place, each with the member or element it is at.
    private struct Walk {
        private struct Frame {
            let isObject: Bool
            var key = ""
            var index = 0
            var isInValue: Bool
        }

        private var frames: [Frame] = []

        var tokens: [String] {
            frames.compactMap { frame in
                guard frame.isInValue else { return nil }
                return frame.isObject ? frame.key : String(frame.index)
            }
        }

        mutating func open(isObject: Bool) {
            frames.append(Frame(isObject: isObject, isInValue: !isObject))
        }

        mutating func close() {
            frames.removeLast()
            endValue()
        }

        mutating func endValue() {
            guard let top = frames.indices.last else { return }
            frames[top].isInValue = false
        }

        mutating func comma() {
            guard let top = frames.indices.last else { return }
            frames[top].index += 1
            frames[top].isInValue = !frames[top].isObject
        }

        mutating func colon() {
            guard let top = frames.indices.last else { return }
            frames[top].isInValue = true
        }

        mutating func string(_ text: String) {
            guard let top = frames.indices.last else { return }
            if frames[top].isObject, !frames[top].isInValue {
                frames[top].key = text
            } else {
                endValue()
            }
        }
    }
}
