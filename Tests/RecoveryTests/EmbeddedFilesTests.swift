import EventLog
import Foundation
import Testing

@testable import payroll_demo

extension RecoveryTests {
    /// What the program carries with it is what the examples show.
    @Suite struct EmbeddedFilesTests {
        @Test func theMachineAndTheRatesAreThoseOfTheExamples() throws {
            #expect(try Self.example("payroll.asl.json") == PackageResources.payroll_asl_json)
            #expect(try Self.example("payroll.jsonata.asl.json") == PackageResources.payroll_jsonata_asl_json)
            #expect(try Self.example("rates.json") == PackageResources.rates_json)
        }

        /// The machine came from a user: it must run as it is, to the last byte.
        @Test func theMachineIsTheOneThatWasGiven() throws {
            #expect(
                SHA256Hash(of: PackageResources.payroll_asl_json).hex
                    == "dfcc0b6017559c117bde59d255106ccc64c9fce3d6097145d3b7c221b7b21691")
        }

        private static func example(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: Program.examples.appending(path: name)))
        }
    }
}
