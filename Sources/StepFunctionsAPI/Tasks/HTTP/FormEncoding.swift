internal import JSON

/// JSON as a form, as `Transform` of `http:invoke` asks for it.
struct FormEncoding {
    /// How arrays are written: `a[0]=x`, `a=x&a=y`, `a=x,y`, `a[]=x`, and as JSON.
    enum ArrayFormat: String {
        case indices = "INDICES"
        case `repeat` = "REPEAT"
        case commas = "COMMAS"
        case brackets = "BRACKETS"
        case none = "NONE"
    }

    let arrays: ArrayFormat

    func text(of object: JSONObject) -> String {
        object.flatMap { fields($0.key.percentEncoded, $0.value) }.joined(separator: "&")
    }

    private func fields(_ name: String, _ value: JSONValue) -> [String] {
        if let object = value.objectValue {
            return object.flatMap { fields("\(name)[\($0.key.percentEncoded)]", $0.value) }
        }
        guard let array = value.arrayValue else { return ["\(name)=\(text(value).percentEncoded)"] }
        switch arrays {
        case .indices: return array.enumerated().flatMap { fields("\(name)[\($0.offset)]", $0.element) }
        case .repeat: return array.flatMap { fields(name, $0) }
        case .commas: return ["\(name)=" + array.map { text($0).percentEncoded }.joined(separator: ",")]
        case .brackets: return array.flatMap { fields("\(name)[]", $0) }
        case .none: return ["\(name)=\(value.text.percentEncoded)"]
        }
    }

    private func text(_ value: JSONValue) -> String { value.isNull ? "" : value.stringValue ?? value.text }
}
