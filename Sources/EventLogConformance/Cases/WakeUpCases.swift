internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let wakeUpCases: [ConformanceCase] = [
        ConformanceCase("a stream is claimed when it is due, and not before", 6) { scene in
            let worker = try await scene.newWorker()
            let (early, late) = (scene.newStream(), scene.newStream())
            let dueLate = scene.now + .seconds(30)
            try await scene.put(["1"], to: late, wakeUp: scene.wakeUp(due: dueLate))
            let dueEarly = scene.now + .seconds(-5)
            try await scene.put(["1"], to: early, wakeUp: scene.wakeUp(due: dueEarly))
            let first = try await scene.store.claimDue(scene.claim(by: worker))
            try requireEqual(
                first.streams,
                [ClaimedStream(stream: early, queue: scene.queue, due: dueEarly, reason: .due)], "the first claim")
            try requireEqual(first.nextDue, dueLate, "when the next comes due")
            try await scene.advanceClock(by: .seconds(31))
            let second = try await scene.store.claimDue(scene.claim(by: worker))
            try requireEqual(second.streams.map(\.stream), [late], "the second claim")
            try requireEqual(second.nextDue, nil, "when the next comes due after that")
            try require(second.now >= dueLate, "the claim tells the store's time")
        },
        ConformanceCase("a wake-up changes with its commit, and not in a conflict", 1, 5) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let first = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(due: scene.now + .seconds(3600)))
            let head = try await scene.put(["2"], to: stream, after: first)
            for change in [scene.wakeUp(), .remove, .markMoved] {
                let stale = scene.commit(scene.append(["x"], to: stream, after: first, wakeUp: change))
                try requireEqual(
                    try await scene.store.commit(stale), .conflict(stream: stream, head: head), "a stale commit")
                try requireEqual(try await scene.claimed(by: worker), [], "what is due after a conflict")
            }
            try requireEqual(
                try await scene.store.claimDue(scene.claim(by: worker)).nextDue != nil, true, "the wake-up is there")
            try await scene.put(["3"], to: stream, after: head, wakeUp: scene.wakeUp())
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [stream], "what is due now")
        },
        ConformanceCase("an ordinary append of the holder leaves the stream with it", 5, 6) { scene in
            let (holder, other) = (try await scene.newWorker(), try await scene.newWorker())
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: holder))
            let next = try await scene.put(["2"], to: stream, after: head)
            try requireEqual(try await scene.claimed(by: other), [], "what another finds")
            try await scene.put(["3"], to: stream, after: next, wakeUp: scene.wakeUp())
            try requireEqual(try await scene.claimed(by: other).map(\.stream), [stream], "after its release")
        },
        ConformanceCase("a stream whose wake-up was removed is never claimed", 5, 6) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp())
            let end = try await scene.put(["2"], to: stream, after: head, wakeUp: .remove)
            try requireEqual(try await scene.claimed(by: worker), [], "after the end")
            try await scene.put(["3"], to: stream, after: end, wakeUp: .markMoved)
            let result = try await scene.store.claimDue(scene.claim(by: worker))
            try requireEqual(result.streams, [], "after a mark on nothing")
            try requireEqual(result.nextDue, nil, "when the next comes due")
        },
        ConformanceCase("a wake-up that is set again is due at the new time only", 5, 6) { scene in
            let worker = try await scene.newWorker()
            let (sooner, later) = (scene.newStream(), scene.newStream())
            var head = try await scene.put(["1"], to: later, wakeUp: scene.wakeUp())
            for step in 1...100 {
                head = try await scene.put(
                    [], to: later, after: head, wakeUp: scene.wakeUp(due: scene.now + .seconds(100 + step)))
            }
            let far = try await scene.put(["1"], to: sooner, wakeUp: scene.wakeUp(due: .distantFuture))
            let due = scene.now + .seconds(50)
            try await scene.put([], to: sooner, after: far, wakeUp: scene.wakeUp(due: due))
            let first = try await scene.store.claimDue(scene.claim(by: worker))
            try requireEqual(first.streams, [], "what is due at once")
            try requireEqual(first.nextDue, due, "what comes next")
            try await scene.advanceClock(by: .seconds(60))
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [sooner], "after a minute")
            try await scene.advanceClock(by: .seconds(600))
            _ = try await scene.store.keepAlive(worker, for: .seconds(60))
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [later], "after eleven minutes")
        },
        ConformanceCase("streams are claimed in the order in which they were due, up to the limit", 6) { scene in
            let worker = try await scene.newWorker()
            let streams = (0..<30).map { _ in scene.newStream() }
            for (index, stream) in streams.enumerated().shuffled() {
                let queue = index % 3 == 0 ? Queue("second") : scene.queue
                try await scene.put(
                    ["1"], to: stream,
                    wakeUp: scene.wakeUp(
                        due: scene.now + .seconds(index - 100), queue: queue, semantics: index % 2 + 1))
            }
            var found: [StreamID] = []
            for _ in 0..<4 {
                let part = try await scene.claimed(
                    by: worker, queues: [scene.queue, Queue("second"), scene.queue], semantics: 2, limit: 8)
                try require(part.count <= 8, "the limit is kept")
                found += part.map(\.stream)
            }
            // The clock may move between two writes, so the order is compared up to that.
            try requireEqual(found, streams, "the order")
        },
        ConformanceCase("queues are respected", 6) { scene in
            let worker = try await scene.newWorker()
            let queues = ["main", "Main", "activity/arn:aws:states:::activity:a", "activity/arn", "", "ü"].map {
                Queue($0)
            }
            for queue in queues {
                try await scene.put([queue.rawValue], to: scene.newStream(), wakeUp: scene.wakeUp(queue: queue))
            }
            try requireEqual(try await scene.claimed(by: worker, queues: []), [], "without queues")
            try requireEqual(try await scene.claimed(by: worker, queues: [Queue("mai")]), [], "on another queue")
            for queue in queues {
                try requireEqual(
                    try await scene.claimed(by: worker, queues: [queue]).map(\.queue), [queue], "on its queue")
            }
        },
        ConformanceCase("semantics numbers are respected", 6) { scene in
            let worker = try await scene.newWorker()
            let streams = (1...4).map { _ in scene.newStream() }
            for (index, stream) in streams.enumerated() {
                try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(semantics: index + 1))
            }
            let none = try await scene.store.claimDue(scene.claim(by: worker, semantics: 0))
            try requireEqual(none.streams, [], "for semantics 0")
            try requireEqual(none.nextDue, nil, "what comes due for semantics 0")
            let some = try await scene.claimed(by: worker, semantics: 2)
            try requireEqual(Set(some.map(\.stream)), Set(streams[..<2]), "for semantics 2")
            let rest = try await scene.claimed(by: worker, semantics: 9)
            try requireEqual(Set(rest.map(\.stream)), Set(streams[2...]), "for semantics 9")
        },
        ConformanceCase("a parked stream is shown and never claimed", 6) { scene in
            let (holder, worker) = (try await scene.newWorker(), try await scene.newWorker())
            let (free, held) = (scene.newStream(), scene.newStream())
            try await scene.put(["1"], to: free, wakeUp: scene.wakeUp(parked: "three takeovers without progress"))
            let head = try await scene.put(["1"], to: held, wakeUp: scene.wakeUp(holder: holder, parked: "stuck"))
            try await scene.store.retire(holder)
            try requireEqual(try await scene.claimed(by: worker), [], "what is claimed")
            try requireEqual(
                try await scene.store.heads(of: [free, held]).map(\.parked),
                ["three takeovers without progress", "stuck"], "the reasons")
            try await scene.put([], to: held, after: head, wakeUp: .markMoved)
            try requireEqual(try await scene.claimed(by: worker), [], "what is claimed after a mark")
            try await scene.put([], to: held, after: head, wakeUp: scene.wakeUp())
            try requireEqual(
                try await scene.claimed(by: worker).map(\.stream), [held], "what is claimed after a person acted")
            try requireEqual(try await scene.store.head(of: held).parked, nil, "the reason after that")
        },
        ConformanceCase("no wake-up is lost while streams are created, claimed and finished at once", 5, 6) { scene in
            let handles = [scene.store, try await scene.secondHandle()]
            let streams = (0..<120).map { _ in scene.newStream() }
            let done = try await scene.inParallel(0..<6) { role in
                let store = handles[role % 2]
                guard role >= 3 else {
                    for index in stride(from: role, to: streams.count, by: 3) {
                        try await scene.put(["1"], to: streams[index], wakeUp: scene.wakeUp(), in: store)
                    }
                    return 0
                }
                let worker = try await scene.newWorker(in: store)
                var (finished, idleRounds) = (0, 0)
                while try await store.heads(of: streams).contains(where: { $0.head.version < StreamVersion(2) }) {
                    let part = try await scene.claimed(by: worker, limit: 5, in: store)
                    idleRounds = part.isEmpty ? idleRounds + 1 : 0
                    try require(idleRounds < 5000, "a stream that is not finished is claimed by somebody")
                    for claimed in part {
                        let head = try await store.head(of: claimed.stream).head
                        try await scene.put(["2"], to: claimed.stream, after: head, wakeUp: .remove, in: store)
                        finished += 1
                    }
                }
                return finished
            }
            try requireEqual(done.reduce(0, +), streams.count, "the streams finished")
        },
    ]
}
