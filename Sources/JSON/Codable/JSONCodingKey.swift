/// A key made from any string or index: for coding paths, nested values and objects whose keys are not known.
struct JSONCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    static let `super` = JSONCodingKey(stringValue: "super")

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "Index \(intValue)"
        self.intValue = intValue
    }
}
