/// Reads what AWS answers in XML 1.0: elements, attributes (which are dropped), texts, references, CDATA and comments. There are no
/// document types, so nothing can grow or be fetched.
struct XMLReader {
    /// What is wrong, and at which byte.
    struct Failure: Error, Hashable {
        let reason: String
        let offset: Int
    }

    private static let deepest = 64

    private let bytes: [UInt8]
    private var position = 0

    /// Reads a whole document.
    static func read(_ bytes: [UInt8]) throws(Failure) -> XMLElement {
        var reader = XMLReader(bytes: bytes)
        return try reader.document()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func document() throws(Failure) -> XMLElement {
        var open: [XMLElement] = []
        while position < bytes.count {
            if skip("<?") {
                try skipPast("?>")
            } else if skip("<!--") {
                try skipPast("-->")
            } else if skip("<![CDATA[") {
                let start = position
                try skipPast("]]>")
                guard !open.isEmpty else { throw failure("text outside of the root") }
                open[open.count - 1].text += String(decoding: bytes[start..<position - 3], as: UTF8.self)
            } else if skip("<!") {
                throw failure("a document type")
            } else if skip("</") {
                let name = name()
                skipBlanks()
                guard skip(">"), let last = open.popLast(), last.name == name else { throw failure("a wrong end") }
                guard !open.isEmpty else { return try end(last) }
                open[open.count - 1].children.append(last)
            } else if skip("<") {
                let (element, isEmpty) = try start()
                if !isEmpty {
                    guard open.count < Self.deepest else { throw failure("too deep") }
                    open.append(element)
                } else if open.isEmpty {
                    return try end(element)
                } else {
                    open[open.count - 1].children.append(element)
                }
            } else {
                let text = try text()
                if !open.isEmpty {
                    open[open.count - 1].text += text
                } else if !text.allSatisfy(\.isWhitespace) {
                    throw failure("text outside of the root")
                }
            }
        }
        throw failure("no end")
    }

    private mutating func end(_ root: XMLElement) throws(Failure) -> XMLElement {
        skipBlanks()
        guard position == bytes.count else { throw failure("more than one root") }
        return root
    }

    private mutating func start() throws(Failure) -> (XMLElement, isEmpty: Bool) {
        let name = name()
        guard !name.isEmpty else { throw failure("no name") }
        while position < bytes.count {
            skipBlanks()
            if skip("/>") { return (XMLElement(name: name), true) }
            if skip(">") { return (XMLElement(name: name), false) }
            guard !self.name().isEmpty else { break }
            skipBlanks()
            guard skip("=") else { break }
            skipBlanks()
            guard skip("\"") ? (try? skipPast("\"")) != nil : skip("'") && (try? skipPast("'")) != nil else { break }
        }
        throw failure("an element that does not end")
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.count, !" \t\r\n=/<>\"'&".utf8.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func text() throws(Failure) -> String {
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            guard skip("&") else {
                text.append(bytes[position])
                position += 1
                continue
            }
            let start = position
            try skipPast(";")
            guard let scalar = Self.reference(bytes[start..<position - 1]) else {
                throw failure("an unknown reference")
            }
            text += Array(String(Character(scalar)).utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: bytes, as: UTF8.self)
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let digits = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst(1))
        return name.hasPrefix("#") ? digits.flatMap { Unicode.Scalar($0) } : nil
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    private mutating func skipPast(_ word: StaticString) throws(Failure) {
        while position < bytes.count {
            if skip(word) { return }
            position += 1
        }
        throw failure("no end")
    }

    private mutating func skipBlanks() {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }
}
