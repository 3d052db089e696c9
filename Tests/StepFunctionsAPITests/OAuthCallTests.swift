import Engine
import EngineTesting
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("A call with a token") struct OAuthCallTests {
    /// An API that takes the last token that it gave while `takes` is so, and keeps what it is asked.
    private final class API {
        let clock = ManualClock()
        let tokens = OAuthTokens()
        var takes = true
        /// The tokens of calls; `+` for each that was fetched.
        var seen: [String] = []
        private var count = 0

        /// The status that a call ends with, whose answers take some time.
        func call(taking time: Duration = .zero) async throws -> Int {
            let attempt = AttemptTime(.seconds(60), clock)
            return try await tokens.call(
                in: attempt,
                fetch: {
                    count += 1
                    seen.append("+")
                    return try #require(OAuthToken(["access_token": .string("t\(count)")], at: clock.now()))
                }, isRefusal: { $0 == 401 },
                call: { token in
                    _ = try attempt.requireLeft()
                    clock.advance(by: time)
                    seen.append(token.text)
                    return takes ? 200 : 401
                })
        }
    }

    @Test func `fetches no other where a new one is not taken, however often it is made`() async throws {
        let api = API()
        api.takes = false
        for _ in 0..<10 { #expect(try await api.call() == 401) }
        #expect(api.seen == ["+"] + Array(repeating: "t1", count: 10))
        api.clock.advance(by: .seconds(30))
        for _ in 0..<10 { #expect(try await api.call() == 401) }
        #expect(Array(api.seen.dropFirst(11)) == ["t1", "+"] + Array(repeating: "t2", count: 10))
    }

    @Test func `is made once more where one that was kept is not taken`() async throws {
        let api = API()
        #expect(try await api.call() == 200)
        api.clock.advance(by: .seconds(31))
        api.takes = false
        #expect(try await api.call() == 401)
        api.takes = true
        #expect(try await api.call() == 200)
        #expect(api.seen == ["+", "t1", "t1", "+", "t2", "t2"])
    }

    @Test func `is not made once more where there is no time for it`() async throws {
        let api = API()
        #expect(try await api.call() == 200)
        api.clock.advance(by: .seconds(31))
        api.takes = false
        #expect(try await api.call(taking: .seconds(30)) == 401)
        #expect(api.seen == ["+", "t1", "t1"])
        // The next attempt fetches another, whatever this one could do.
        #expect(try await api.call() == 401)
        #expect(api.seen == ["+", "t1", "t1", "+", "t2"])
    }

    @Test func `shares the time of its attempt with all that the attempt asks for`() throws {
        let clock = ManualClock()
        let time = AttemptTime(.seconds(60), clock)
        #expect(try time.requireLeft() == .seconds(60))
        clock.advance(by: .seconds(59))
        #expect(try time.requireLeft() == .seconds(1))
        clock.advance(by: .seconds(1))
        let error = #expect(throws: TaskError.self) { try time.requireLeft() }
        #expect(error?.error == "States.Http.Socket")
        #expect(error?.cause == "no answer within 60 s")
    }
}
