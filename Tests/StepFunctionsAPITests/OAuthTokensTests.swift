import Engine
import EventLog
import JSON
import Synchronization
import Testing

@testable import StepFunctionsAPI

@Suite("Whoever wants a token", .timeLimit(.minutes(1))) struct OAuthTokensTests {
    private static let now = Timestamp(microseconds: 1_700_000_000_000_000)

    private static func token(_ text: String) throws -> OAuthToken {
        try #require(OAuthToken(["access_token": .string(text), "expires_in": 100], at: now))
    }

    /// A fetch that ends when it is told how.
    private final class Fetch: Sendable {
        private let (stream, end) = AsyncStream.makeStream(of: Result<OAuthToken, TaskError>.self)
        private let begun = Atomic(0)

        var count: Int { begun.load(ordering: .sequentiallyConsistent) }

        func run() async throws -> OAuthToken {
            begun.add(1, ordering: .sequentiallyConsistent)
            for await result in stream { return try result.get() }
            throw CancellationError()
        }

        func end(_ result: Result<OAuthToken, TaskError>) { end.yield(result) }
    }

    private func wait(until isSo: () -> Bool) async {
        while !isSo() { await Task.yield() }
    }

    @Test func `waits for the one that is being fetched, and is given it or its failure`() async throws {
        for isGood in [true, false] {
            let (tokens, fetch) = (OAuthTokens(), Fetch())
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do {
                            return try await tokens.token(at: Self.now) { try await fetch.run() }.token.text
                        } catch let error as TaskError {
                            return error.error
                        }
                    }
                }
                await wait { tokens.waitingCount == 19 && fetch.count == 1 }
                fetch.end(isGood ? .success(try Self.token("t")) : .failure(TaskError("E", cause: "")))
                for try await text in group { #expect(text == (isGood ? "t" : "E")) }
            }
            #expect(fetch.count == 1 && tokens.waitingCount == 0)
        }
    }

    @Test func `fetches it in the place of one that was cancelled`() async throws {
        let (tokens, fetch, second) = (OAuthTokens(), Fetch(), Fetch())
        let first = Task { try await tokens.token(at: Self.now) { try await fetch.run() } }
        await wait { fetch.count == 1 }
        let leaving = Task { try await tokens.token(at: Self.now) { try await second.run() } }
        await wait { tokens.waitingCount == 1 }
        let staying = Task { try await tokens.token(at: Self.now) { try await second.run() } }
        await wait { tokens.waitingCount == 2 }
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        await wait { second.count == 1 }
        second.end(.success(try Self.token("t")))
        #expect(try await staying.value.token.text == "t")
    }

    @Test func `fetches it in the place of one whose own time was too short`() async throws {
        let (tokens, fetch, second) = (OAuthTokens(), Fetch(), Fetch())
        let first = Task { try await tokens.token(at: Self.now, hasTime: { false }) { try await fetch.run() } }
        await wait { fetch.count == 1 }
        let other = Task { try await tokens.token(at: Self.now) { try await second.run() } }
        await wait { tokens.waitingCount == 1 }
        fetch.end(.failure(TaskError("States.Http.Socket", cause: "no answer within 60 s")))
        await #expect(throws: TaskError.self) { try await first.value }
        await wait { second.count == 1 }
        second.end(.success(try Self.token("t")))
        #expect(try await other.value.token.text == "t")
    }

    @Test func `is given the kept one until it is stale or not taken any more`() async throws {
        let (tokens, fetch) = (OAuthTokens(), Fetch())
        func next(_ now: Timestamp, _ text: String) async throws -> (token: OAuthToken, wasKept: Bool) {
            fetch.end(.success(try Self.token(text)))
            return try await tokens.token(at: now) { try await fetch.run() }
        }
        let first = try await next(Self.now, "a")
        #expect(first.token.text == "a" && !first.wasKept)
        let kept = try await tokens.token(at: Self.now.adding(.seconds(89))) { try await fetch.run() }
        #expect(kept.token.text == "a" && kept.wasKept)
        tokens.discard(first.token)
        #expect(try await next(Self.now, "b").token.text == "b")
        // Somebody who still has the first one takes nothing from the others.
        tokens.discard(first.token)
        #expect(try await tokens.token(at: Self.now) { try await fetch.run() }.wasKept)
        #expect(try await next(Self.now.adding(.seconds(91)), "c").token.text == "c")
        #expect(fetch.count == 3)
    }
}
