internal import CSQLite
internal import EventLog

/// What a statement needs that somebody else wrote.
extension Statement {
    /// Binds `$1`, `?1` and the like to the value of their number, and `?` to the next one.
    func bind(_ values: [QueryValue]) throws(EventStoreError) {
        for index in 1..<(parameterCount + 1) {
            let number = parameterName(index).flatMap { Int($0.dropFirst()) } ?? Int(index)
            guard values.indices.contains(number - 1) else {
                throw .invalidRequest(
                    reason: "the query has a parameter \(number), and there are \(values.count) values")
            }
            switch values[number - 1] {
            case .null: bind(index, nil as Int64?)
            case .bool(let value): bind(index, Int64(value ? 1 : 0))
            case .number(let text):
                if let integer = Int64(text) { bind(index, integer) } else { bind(index, Double(text) ?? .nan) }
            case .text(let text): bind(index, text)
            }
        }
    }

    /// Refuses two columns of one name: one of them would be lost.
    func checkNames() throws(EventStoreError) {
        var names: Set<String> = []
        for column in 0..<columnCount where !names.insert(name(column)).inserted {
            throw .invalidRequest(reason: "two columns of the query are named \(name(column))")
        }
    }

    /// The row as the text of a JSON object.
    func jsonRow() throws(EventStoreError) -> [UInt8] {
        var json = [UInt8(ascii: "{")]
        for column in 0..<columnCount {
            if column > 0 { json.append(UInt8(ascii: ",")) }
            append(name(column), to: &json)
            json.append(UInt8(ascii: ":"))
            switch kind(column) {
            case SQLITE_NULL: json += "null".utf8
            case SQLITE_INTEGER: json += String(integer(column)).utf8
            case SQLITE_FLOAT: json += real(column).isFinite ? Array("\(real(column))".utf8) : Array("null".utf8)
            case SQLITE_BLOB:
                throw .invalidRequest(reason: "the column \(name(column)) holds a blob, which JSON has not")
            default: append(text(column), to: &json)
            }
        }
        json.append(UInt8(ascii: "}"))
        return json
    }

    private func append(_ text: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                json += "\\u00".utf8
                json += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
