internal import JSON

/// The fields of a form, as the query protocol of AWS writes parameters.
struct AWSForm {
    private let service: AWSService
    private(set) var text = ""

    init(_ service: AWSService, operation: String, version: String, _ parameters: JSONObject) {
        self.service = service
        add("Action", operation)
        add("Version", version)
        add(parameters, under: "")
    }

    private mutating func add(_ object: JSONObject, under prefix: String) {
        for (name, value) in object {
            if service.maps.contains(name), let map = value.objectValue {
                for (index, entry) in map.enumerated() {
                    let place = "\(prefix)\(name).entry.\(index + 1)."
                    add(place + service.entry.0, entry.key)
                    add(entry.value, at: place + service.entry.1)
                }
            } else {
                add(value, at: prefix + name)
            }
        }
    }

    private mutating func add(_ value: JSONValue, at place: String) {
        if let object = value.objectValue {
            add(object, under: place + ".")
        } else if let array = value.arrayValue {
            for (index, element) in array.enumerated() { add(element, at: "\(place).member.\(index + 1)") }
        } else if !value.isNull {
            add(place, value.stringValue ?? value.text)
        }
    }

    private mutating func add(_ name: String, _ value: String) {
        if !text.isEmpty { text += "&" }
        text += name.percentEncoded + "=" + value.percentEncoded
    }
}
