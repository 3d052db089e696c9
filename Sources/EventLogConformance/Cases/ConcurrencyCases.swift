internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let concurrencyCases: [ConformanceCase] = [
        ConformanceCase("of many writers at one head exactly one wins", 2, 3) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let stream = scene.newStream()
            var head = StreamHead.empty
            let rounds = Soak.count(5, soak: 200)
            for round in 1...rounds {
                let commits = (0..<40).map { scene.commit(scene.append(["\($0)"], to: stream, after: head)) }
                let outcomes = try await scene.inParallel(commits.indices) { index in
                    try await handles[index % 2].commit(commits[index])
                }
                let winners = commits.indices.filter { outcomes[$0] == .committed }
                try requireEqual(winners.count, 1, "the winners of round \(round)")
                head = commits[winners[0]].heads[0]
                for (index, outcome) in outcomes.enumerated() where index != winners[0] {
                    try requireEqual(outcome, .conflict(stream: stream, head: head), "a loser's answer")
                }
            }
            try requireEqual(try await scene.store.readAll(stream).count, rounds, "the events")
        },
        ConformanceCase("many writers that read again and try again lose nothing and leave no gaps", 2, 3) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let (writers, steps) = (Soak.count(8, soak: 32), Soak.count(5, soak: 20))
            let count = 2 * writers * steps
            let stream = scene.newStream()
            _ = try await scene.inParallel(0..<writers) { writer in
                let store = handles[writer % 2]
                var head = try await store.head(of: stream).head
                for step in 0..<steps {
                    while true {
                        let commit = scene.commit(
                            scene.append(["\(writer)", "\(step)"], to: stream, after: head))
                        switch try await store.commit(commit) {
                        case .committed: head = commit.heads[0]
                        case .conflict(_, let found):
                            head = found
                            continue
                        }
                        break
                    }
                }
            }
            let events = try await scene.store.readAll(stream, pageSize: 7)
            try requireEqual(events.map(\.version), (1...count).map { StreamVersion($0) }, "the versions")
            _ = try HashChain.verify(events)
            var seen: [String: Int] = [:]
            for pair in stride(from: 0, to: count, by: 2) {
                let writer = String(decoding: events[pair].payload, as: UTF8.self)
                let step = String(decoding: events[pair + 1].payload, as: UTF8.self)
                try requireEqual(step, "\(seen[writer, default: 0])", "the step of writer \(writer)")
                try requireEqual(events[pair].commitID, events[pair + 1].commitID, "the commit of a pair")
                seen[writer, default: 0] += 1
            }
        },
        ConformanceCase("commits on different streams in parallel all succeed", 1, 2) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let streams = (0..<Soak.count(100, soak: 3000)).map { _ in scene.newStream() }
            let heads = try await scene.inParallel(streams.indices) { index in
                var head = StreamHead.empty
                for step in 0..<3 {
                    head = try await scene.put(["\(step)"], to: streams[index], after: head, in: handles[index % 2])
                }
                return head
            }
            try requireEqual(try await scene.store.heads(of: streams).map(\.head), heads, "the heads")
        },
        ConformanceCase("crossing two-stream commits never leave half of one", 1, 2) { scene in
            let (a, b) = (scene.newStream(), scene.newStream())
            let commits = (0..<Soak.count(30, soak: 1000)).map { index in
                let (first, second) = index % 2 == 0 ? (a, b) : (b, a)
                return scene.commit(
                    scene.append(["\(index)"], to: first, after: .empty),
                    scene.append(["\(index)"], to: second, after: .empty))
            }
            let outcomes = try await scene.inParallel(commits.indices) { try await scene.store.commit(commits[$0]) }
            try requireEqual(outcomes.count { $0 == .committed }, 1, "the winners")
            let (eventsOfA, eventsOfB) = (try await scene.store.readAll(a), try await scene.store.readAll(b))
            try requireEqual(eventsOfA.map(\.commitID), eventsOfB.map(\.commitID), "the commits of both streams")
            try requireEqual(eventsOfA.count, 1, "the events of each")
        },
    ]
}

extension Scene {
    /// Runs `body` for each element at the same time and returns the results in their order.
    func inParallel<Result: Sendable>(
        _ range: Range<Int>, _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for index in range {
                group.addTask { (index, try await body(index)) }
            }
            var results: [Int: Result] = [:]
            for try await (index, result) in group { results[index] = result }
            return range.compactMap { results[$0] }
        }
    }
}
