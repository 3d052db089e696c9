internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let deathCases: [ConformanceCase] = [
        ConformanceCase("the streams of a worker whose process is gone are taken over at once", 6) { scene in
            let other = try await scene.secondHandle()
            let doomed = try await scene.newWorker(in: other, lease: .seconds(3600))
            let survivor = try await scene.newWorker()
            let (held, claimed) = (scene.newStream(), scene.newStream())
            try await scene.put(
                ["1"], to: held, wakeUp: scene.wakeUp(due: scene.now + .seconds(60), holder: doomed), in: other)
            try await scene.put(["1"], to: claimed, wakeUp: scene.wakeUp())
            try requireEqual(try await scene.claimed(by: doomed, in: other).map(\.stream), [claimed], "its claim")
            try requireEqual(try await scene.claimed(by: survivor), [], "while it lives")
            try await scene.kill(doomed, of: other)
            let taken = try await scene.claimed(by: survivor)
            try requireEqual(Set(taken.map(\.stream)), [held, claimed], "what is taken over")
            try require(taken.allSatisfy { $0.reason == .takenOver(from: doomed) }, "the reason names the dead")
            try requireEqual(try await scene.claimed(by: survivor), [], "the next claim")
        },
        ConformanceCase("a takeover respects queue, semantics and limit", 6) { scene in
            let (dead, worker) = (WorkerID(UUID()), try await scene.newWorker())
            for index in 0..<6 {
                let queue = index % 2 == 0 ? scene.queue : Queue("other")
                try await scene.put(
                    ["1"], to: scene.newStream(),
                    wakeUp: scene.wakeUp(queue: queue, semantics: index < 4 ? 1 : 2, holder: dead))
            }
            let one = try await scene.store.claimDue(scene.claim(by: worker, limit: 1))
            try requireEqual(one.streams.count, 1, "with a limit of one")
            try requireEqual(one.nextDue, one.now, "when the next can be had")
            try requireEqual(try await scene.claimed(by: worker).count, 1, "the rest of its queue")
            try requireEqual(
                try await scene.claimed(by: worker, queues: [Queue("other")], semantics: 2).count, 3, "all of the other"
            )
            try requireEqual(try await scene.claimed(by: worker, semantics: 2).count, 1, "the newer semantics")
        },
        ConformanceCase("a worker whose lease ran out loses its streams to the next claim", 6) { scene in
            let (slow, worker) = (
                try await scene.newWorker(lease: .seconds(10)), try await scene.newWorker(lease: .seconds(100))
            )
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: slow))
            try await scene.advanceClock(by: .seconds(9))
            try requireEqual(try await scene.claimed(by: worker), [], "before the lease ends")
            try await scene.store.keepAlive(slow, for: .seconds(10))
            try await scene.advanceClock(by: .seconds(9))
            try requireEqual(try await scene.claimed(by: worker), [], "after the lease was prolonged")
            try await scene.advanceClock(by: .seconds(2))
            try requireEqual(
                try await scene.claimed(by: worker).map(\.reason), [.takenOver(from: slow)], "after the lease ended")
            try await requireRefusal("a claim of the slow worker") { () throws(EventStoreError) in
                try await scene.store.claimDue(scene.claim(by: slow))
            }
            try await scene.store.keepAlive(slow, for: .seconds(10))
            try requireEqual(try await scene.claimed(by: slow), [], "what the slow worker finds when it is back")
            let next = try await scene.put(["2"], to: stream, after: head)
            let late = scene.commit(scene.append(["late"], to: stream, after: head))
            try requireEqual(
                try await scene.store.commit(late), .conflict(stream: stream, head: next), "its late append")
        },
        ConformanceCase("a shorter lease does not take time away", 6) { scene in
            let worker = try await scene.newWorker(lease: .seconds(100))
            let other = try await scene.newWorker(lease: .seconds(100))
            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp(holder: worker))
            try await scene.store.keepAlive(worker, for: .seconds(1))
            try await scene.advanceClock(by: .seconds(50))
            try requireEqual(try await scene.claimed(by: other), [], "after fifty seconds")
        },
        ConformanceCase("a worker that retires frees its streams at once", 6) { scene in
            let (leaving, worker) = (try await scene.newWorker(), try await scene.newWorker())
            let streams = (0..<3).map { _ in scene.newStream() }
            for stream in streams {
                try await scene.put(
                    ["1"], to: stream, wakeUp: scene.wakeUp(due: scene.now + .seconds(60), holder: leaving))
            }
            try requireEqual(try await scene.claimed(by: worker), [], "before")
            try await scene.store.retire(leaving)
            let taken = try await scene.claimed(by: worker)
            try requireEqual(Set(taken.map(\.stream)), Set(streams), "after")
            try await scene.store.retire(WorkerID(UUID()))
        },
        ConformanceCase("a holder that never said it is alive is dead", 6) { scene in
            let (unknown, worker) = (WorkerID(UUID()), try await scene.newWorker())
            let stream = scene.newStream()
            try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: unknown))
            try requireEqual(
                try await scene.claimed(by: worker).map(\.reason), [.takenOver(from: unknown)], "the claim")
        },
        ConformanceCase("of many that take over from the dead no two get the same stream", 6) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let dead = WorkerID(UUID())
            let streams = (0..<60).map { _ in scene.newStream() }
            let creations = streams.map {
                scene.commit(scene.append(["1"], to: $0, after: .empty, wakeUp: scene.wakeUp(holder: dead)))
            }
            _ = try await scene.store.commit(creations)
            let found = try await scene.inParallel(0..<8) { index in
                let worker = try await scene.newWorker(in: handles[index % 2])
                var mine: [StreamID] = []
                while true {
                    let part = try await scene.claimed(by: worker, limit: 5, in: handles[index % 2])
                    if part.isEmpty { return mine }
                    mine += part.map(\.stream)
                }
            }
            try requireEqual(found.flatMap { $0 }.sorted(), streams.sorted(), "all claims together")
        },
        ConformanceCase("a new worker in the place of a dead one does not bring it back to life", 6) { scene in
            let other = try await scene.secondHandle()
            let doomed = try await scene.newWorker(in: other, lease: .seconds(3600))
            let stream = scene.newStream()
            try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: doomed), in: other)
            try await scene.kill(doomed, of: other)
            let third = try await scene.secondHandle()
            for _ in 0..<3 { _ = try await scene.newWorker(in: third) }
            let worker = try await scene.newWorker()
            try requireEqual(
                try await scene.claimed(by: worker).map(\.reason), [.takenOver(from: doomed)], "the claim")
        },
    ]
}
