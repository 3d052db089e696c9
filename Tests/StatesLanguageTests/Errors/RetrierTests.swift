import JSON
import StatesLanguage
import Testing

@Suite("Retry and Catch")
struct RetrierTests {
    @Test(
        "The delay is interval × rate^attempt, at most MaxDelaySeconds",
        arguments: [
            ("", [1, 2, 4, 8].map { Duration.seconds($0) }),
            (#","IntervalSeconds":2"#, [2, 4, 8].map { Duration.seconds($0) }),
            (#","IntervalSeconds":3,"BackoffRate":1.0"#, [3, 3, 3].map { Duration.seconds($0) }),
            (
                #","IntervalSeconds":1,"BackoffRate":1.5"#,
                [1_000_000, 1_500_000, 2_250_000, 3_375_000, 5_062_500, 7_593_750, 11_390_625].map {
                    Duration.microseconds($0)
                }
            ),
            (#","IntervalSeconds":1,"BackoffRate":1.1"#, [1_000_000, 1_100_000, 1_210_000].map { .microseconds($0) }),
            (#","BackoffRate":15e-1"#, [1_000_000, 1_500_000].map { .microseconds($0) }),
            (#","BackoffRate":1.5e1"#, [1, 15, 225].map { .seconds($0) }),
            (#","MaxDelaySeconds":5"#, [1, 2, 4, 5, 5].map { .seconds($0) }),
            (#","IntervalSeconds":10,"MaxDelaySeconds":5"#, [5, 5].map { .seconds($0) }),
            (#","BackoffRate":1e300"#, [1, 99_999_999].map { .seconds($0) }),
            (#","BackoffRate":1e999999999"#, [1, 99_999_999].map { .seconds($0) }),
            (#","BackoffRate":1000000000000000000000e-21"#, [1, 1].map { .seconds($0) }),
            (#","BackoffRate":1e99999999999999999999"#, [1, 99_999_999].map { .seconds($0) }),
        ])
    func delays(fields: String, expected: [Duration]) throws {
        let retrier = try retrier(fields)
        for (attempt, delay) in expected.enumerated() { #expect(retrier.delay(attempt: attempt) == delay) }
    }

    @Test("A delay does not overflow, however often it was retried", arguments: [64, 1000, 99_999_999])
    func saturates(attempt: Int) throws {
        #expect(try retrier("").delay(attempt: attempt) == .seconds(99_999_999))
        #expect(try retrier(#","BackoffRate":1"#).delay(attempt: attempt) == .seconds(1))
    }

    @Test(
        "Full jitter is even from zero to the delay",
        arguments: [
            (UInt64.min, 0), (UInt64.max / 2, 2_000_000), (UInt64.max, 4_000_000), (UInt64.max / 4, 1_000_000),
        ] as [(UInt64, Int64)])
    func jitters(random: UInt64, microseconds: Int64) throws {
        let retrier = try retrier(#","JitterStrategy":"FULL""#)
        #expect(retrier.delay(attempt: 2, random: random) == .microseconds(microseconds))
        #expect(try self.retrier("").delay(attempt: 2, random: random) == .seconds(4))
    }

    @Test("The first rule that takes the error is asked, with its index")
    func picksFirst() throws {
        let state = try #require(
            try task(
                """
                ,"Retry":[{"ErrorEquals":["A","B"]},{"ErrorEquals":["B"]},{"ErrorEquals":["States.ALL"],"MaxAttempts":0}],
                "Catch":[{"ErrorEquals":["States.Timeout"],"Next":"X"},
                         {"ErrorEquals":["States.TaskFailed"],"Next":"X","ResultPath":null}]
                """))
        #expect(state.retrier(for: "B")?.index == 0)
        #expect(state.retrier(for: "C")?.index == 2)
        #expect(state.retrier(for: "C")?.retrier.maxAttempts == 0)
        #expect(state.retrier(for: "States.Runtime") == nil)
        #expect(state.catcher(for: "States.HeartbeatTimeout")?.index == 0)
        #expect(state.catcher(for: "C")?.index == 1)
        #expect(state.catcher(for: "States.Runtime") == nil)
    }

    @Test(
        "A catcher puts the error output where its ResultPath says",
        arguments: [
            ("", #"{"Error":"E","Cause":"because"}"#),
            (#","ResultPath":"$.failure""#, #"{"in":1.10,"failure":{"Error":"E","Cause":"because"}}"#),
            (#","ResultPath":null"#, #"{ "in":1.10 }"#),
        ])
    func catches(fields: String, expected: String) throws {
        let state = try #require(try task(#","Catch":[{"ErrorEquals":["E"],"Next":"X"\#(fields)}]"#))
        let output = try state.catch[0].output(
            ErrorOutput(error: "E", cause: "because"), raw: .literal(#"{ "in":1.10 }"#), context: .sample())
        #expect(output.string == expected)
    }

    private func retrier(_ fields: String) throws -> Retrier {
        try #require(try task(#","Retry":[{"ErrorEquals":["States.ALL"]\#(fields)}]"#)?.retry.first)
    }
}
