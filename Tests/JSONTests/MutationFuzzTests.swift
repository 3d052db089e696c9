import Foundation
import JSON
import Testing

@Suite struct MutationFuzzTests {
    /// SplitMix64: small, seeded, the same everywhere.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let seeds: [[UInt8]] =
        EdgeCases.all.filter { $0.text.count < 200 }.map(\.text) + [
            Array(#"{"task":3,"output":{"rows":[1.50,-2e3,"é","\ud83d\ude00"],"ok":true,"none":null}}"#.utf8),
            Array(EdgeCases.object(keys: 30).utf8),
        ]
    static let interesting =
        Array("\"\\{}[],:0-.eEu/tfn \n\u{0}\u{1F}\u{7F}".utf8) + [0x80, 0xC2, 0xE2, 0xED, 0xF0, 0xFF]

    /// How many texts are tried; `DAYBOOK_SOAK=1` asks for many.
    static let rounds = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1" ? 3_000_000 : 60_000

    @Test func `the three readers agree on mutated texts`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("mutation fuzz seed: \(seed), \(Self.rounds) rounds")
        var generator = Generator(state: seed)
        var accepted = 0
        for round in 0..<Self.rounds {
            let text = Self.mutant(&generator)
            let verdict = Verdict(text)
            if !verdict.isUnanimous { Issue.record("seed \(seed), round \(round): \(verdict) for \(text)") }
            guard verdict.isAccepted, let value = try? JSONValue(parsing: text) else { continue }
            accepted += 1
            let again = try? JSONValue(parsing: value.utf8)
            if again != value { Issue.record("seed \(seed), round \(round): not equal after writing: \(text)") }
            if value.utf8 != again?.utf8 { Issue.record("seed \(seed), round \(round): other text: \(text)") }
        }
        #expect(accepted > 1000)
    }

    static func mutant(_ generator: inout Generator) -> [UInt8] {
        var text = seeds.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let byte = interesting.randomElement(using: &generator) ?? 0
            let place = Int.random(in: 0...text.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: text.insert(byte, at: place)
            case 1 where place < text.count: text.remove(at: place)
            case 2 where place < text.count: text[place] = byte
            case 3 where place < text.count: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 4: text.removeLast(text.count - place)
            default:
                let other = seeds.randomElement(using: &generator) ?? []
                text.insert(contentsOf: other, at: place)
            }
        }
        return text
    }
}
