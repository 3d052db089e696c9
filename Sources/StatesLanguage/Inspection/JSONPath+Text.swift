internal import JSON

extension JSONPath {
    /// What a path of members selects, byte for byte as the payload has it; nil for any other path, and where it selects
    /// nothing.
    func text(in payload: JSONText) -> JSONText? {
        guard case .input = root else { return nil }
        var reader = JSONReader(payload)
        do throws(JSONError) {
            for segment in segments {
                guard case .member(let name) = segment else { return nil }
                try reader.beginObject()
                while true {
                    guard let key = try reader.nextKey() else { return nil }
                    if key.string == name { break }
                    try reader.skipValue()
                }
            }
            return try reader.readText()
        } catch {
            return nil
        }
    }
}
