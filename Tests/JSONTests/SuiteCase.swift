import Testing

/// A text of the kind that the public JSONTestSuite asks readers about, named by what it tests.
struct SuiteCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: [UInt8]

    init(_ what: String, _ text: String) {
        self.init(what, Array(text.utf8))
    }

    init(_ what: String, _ text: [UInt8]) {
        testDescription = what
        self.text = text
    }
}
