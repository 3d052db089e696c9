internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let claimCases: [ConformanceCase] = [
        ConformanceCase("of many claims at once no two get the same stream", 6) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let streams = (0..<200).map { _ in scene.newStream() }
            let creations = streams.map {
                scene.commit(scene.append(["1"], to: $0, after: .empty, wakeUp: scene.wakeUp()))
            }
            _ = try await scene.store.commit(creations)
            let found = try await scene.inParallel(0..<16) { index in
                let store = handles[index % 2]
                let worker = try await scene.newWorker(in: store)
                var mine: [StreamID] = []
                while true {
                    let part = try await scene.claimed(by: worker, limit: 7, in: store)
                    if part.isEmpty { return mine }
                    mine += part.map(\.stream)
                }
            }
            try requireEqual(found.flatMap { $0 }.sorted(), streams.sorted(), "all claims together")
        },
        ConformanceCase("a worker does not get again what it holds", 6) { scene in
            let worker = try await scene.newWorker()
            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp())
            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp(holder: worker))
            try requireEqual(try await scene.claimed(by: worker).count, 1, "the first claim")
            try requireEqual(try await scene.claimed(by: worker), [], "the second claim")
        },
        ConformanceCase("a claim whose reply was lost gives the same again", 7) { scene in
            let (worker, other) = (try await scene.newWorker(), try await scene.newWorker())
            let streams = (0..<5).map { _ in scene.newStream() }
            for stream in streams { try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp()) }
            let claim = scene.claim(by: worker, limit: 3)
            let lossy = LossyAnswers(scene.store)
            var lost = false
            do throws(EventStoreError) { _ = try await lossy.claimDue(claim) } catch { lost = true }
            try require(lost, "the reply was lost")
            let others = try await scene.claimed(by: other)
            try requireEqual(others.count, 2, "what is left for another")
            let again = try await lossy.claimDue(claim).streams
            try requireEqual(again.map(\.reason), [.claimedBefore, .claimedBefore, .claimedBefore], "the reasons")
            try requireEqual(Set((again + others).map(\.stream)), Set(streams), "both together")
            try requireEqual(
                try await scene.store.claimDue(claim).streams.map(\.stream), again.map(\.stream), "a third time")
            try requireEqual(try await scene.claimed(by: worker), [], "another claim of the same worker")
        },
        ConformanceCase("a claim sent again does not give what was released since", 7) { scene in
            let (worker, other) = (try await scene.newWorker(), try await scene.newWorker())
            let (kept, released, finished) = (scene.newStream(), scene.newStream(), scene.newStream())
            var heads: [StreamID: StreamHead] = [:]
            for stream in [kept, released, finished] {
                heads[stream] = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp())
            }
            let id = ClaimID(UUID())
            try requireEqual(try await scene.claimed(by: worker, id: id).count, 3, "the first claim")
            try await scene.put(["2"], to: kept, after: heads[kept]!)
            try await scene.put(["2"], to: released, after: heads[released]!, wakeUp: scene.wakeUp())
            try await scene.put(["2"], to: finished, after: heads[finished]!, wakeUp: .remove)
            try requireEqual(try await scene.claimed(by: other).map(\.stream), [released], "what another gets")
            let again = try await scene.claimed(by: worker, id: id)
            try requireEqual(again.map(\.stream), [kept], "what is given again")
        },
        ConformanceCase("claims of one id by two workers have nothing to do with each other", 7) { scene in
            let (worker, other) = (try await scene.newWorker(), try await scene.newWorker())
            let id = ClaimID(UUID())
            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp())
            try requireEqual(try await scene.claimed(by: worker, id: id).count, 1, "the first")
            try requireEqual(try await scene.claimed(by: other, id: id), [], "the other")
        },
        ConformanceCase("a worker without a lease is refused", 6) { scene in
            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp())
            let stranger = WorkerID(UUID())
            try await requireRefusal("a claim without keepAlive") { () throws(EventStoreError) in
                try await scene.store.claimDue(scene.claim(by: stranger))
            }
            let retired = try await scene.newWorker()
            try await scene.store.retire(retired)
            try await requireRefusal("a claim after retire") { () throws(EventStoreError) in
                try await scene.store.claimDue(scene.claim(by: retired))
            }
            let worker = try await scene.newWorker()
            try requireEqual(try await scene.claimed(by: worker).count, 1, "what is left")
        },
        ConformanceCase("a claim of nothing takes nothing and tells when something is due", 6) { scene in
            let worker = try await scene.newWorker()
            let due = scene.now + .seconds(-1)
            let stream = scene.newStream()
            try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(due: due))
            let nothing = try await scene.store.claimDue(scene.claim(by: worker, limit: 0))
            try requireEqual(nothing.streams, [], "what is taken")
            try requireEqual(nothing.nextDue, due, "when something is due")
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [stream], "what is taken later")
        },
    ]
}
