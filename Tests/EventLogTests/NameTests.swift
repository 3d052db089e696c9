import EventLog
import FoundationEssentials
import Testing

@Suite struct NameTests {
    @Test func `a stream's name is written and read back`() {
        let stream = StreamID(StreamCategory("execution"), UUID(high: 1, low: 2))
        #expect(stream.description == "execution/00000000-0000-0001-0000-000000000002")
        #expect(StreamID(stream.description) == stream)
    }

    @Test(
        "What is no name of a stream is refused",
        arguments: ["", "execution", "/00000000-0000-0001-0000-000000000002", "execution/1", "execution/"])
    func refused(_ text: String) {
        #expect(StreamID(text) == nil)
    }

    @Test func `a hash is written and read back`() {
        let hash = SHA256Hash(of: Array("abc".utf8))
        #expect(hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256Hash(hex: hash.hex) == hash)
        #expect(SHA256Hash(bytes: hash.bytes) == hash)
        #expect(SHA256Hash(hex: String(hash.hex.dropLast())) == nil)
        #expect(SHA256Hash(hex: String(repeating: "g", count: 64)) == nil)
        #expect(SHA256Hash(bytes: [1, 2, 3]) == nil)
    }

    @Test(
        "An error says what to do next",
        arguments: [
            (.unavailable(reason: ""), .sendAgain), (.full(reason: ""), .waitForOperator),
            (.readOnly(reason: ""), .waitForOperator), (.corrupted(reason: ""), .giveUp), (.closed, .giveUp),
            (.invalidRequest(reason: ""), .giveUp), (.newerSchema(found: 2, supported: 1), .giveUp),
        ] as [(EventStoreError, EventStoreError.Advice)])
    func advice(_ error: EventStoreError, _ advice: EventStoreError.Advice) {
        #expect(error.advice == advice)
    }
}
