internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let movedCases: [ConformanceCase] = [
        ConformanceCase("a holder learns what moved behind its back, beyond the limit of its claim", 8) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: worker))
            try requireEqual(try await scene.claimed(by: worker), [], "before it moved")
            try await scene.put(["2"], to: stream, after: head, wakeUp: .markMoved)
            let told = try await scene.claimed(by: worker, queues: [], limit: 0)
            try requireEqual(told.map(\.stream), [stream], "the streams told")
            try requireEqual(told.map(\.reason), [.moved], "the reasons")
            try requireEqual(try await scene.claimed(by: worker), [], "the next claim")
        },
        ConformanceCase("a claim sent again tells again what moved", 7, 8) { scene in
            let worker = try await scene.newWorker()
            let (moved, other) = (scene.newStream(), scene.newStream())
            let head = try await scene.put(["1"], to: moved, wakeUp: scene.wakeUp(holder: worker))
            let otherHead = try await scene.put(["1"], to: other, wakeUp: scene.wakeUp(holder: worker))
            let next = try await scene.put(["2"], to: moved, after: head, wakeUp: .markMoved)
            let id = ClaimID(UUID())
            for attempt in 1...2 {
                try requireEqual(
                    try await scene.claimed(by: worker, id: id).map(\.stream), [moved], "attempt \(attempt)")
            }
            try await scene.put(["2"], to: other, after: otherHead, wakeUp: .markMoved)
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [other], "another claim")
            try requireEqual(try await scene.claimed(by: worker, id: id).map(\.stream), [moved], "attempt 3")
            try await scene.put(["3"], to: moved, after: next, wakeUp: .markMoved)
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [moved], "when it moved once more")
        },
        ConformanceCase("a stream that moved while nobody held it is due at once", 6, 8) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(due: scene.now + .seconds(3600)))
            try requireEqual(try await scene.claimed(by: worker), [], "while it sleeps")
            try await scene.put(["2"], to: stream, after: head, wakeUp: .markMoved)
            let claimed = try await scene.claimed(by: worker)
            try requireEqual(claimed.map(\.stream), [stream], "after it moved")
            try requireEqual(claimed.map(\.reason), [.due], "the reason")
            try requireEqual(try await scene.claimed(by: worker), [], "once it is held")
        },
        ConformanceCase("a mark without events outlives a release whose writer could not know of it", 5, 8) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: worker))
            try await scene.put([], to: stream, after: head, wakeUp: .markMoved)
            try await scene.put([], to: stream, after: head, wakeUp: scene.wakeUp(due: scene.now + .seconds(3600)))
            try requireEqual(try await scene.claimed(by: worker).map(\.stream), [stream], "after the release")
        },
        ConformanceCase("a release decided on the moved stream sleeps as it says", 5, 8) { scene in
            let worker = try await scene.newWorker()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: worker))
            let moved = try await scene.put(["2"], to: stream, after: head, wakeUp: .markMoved)
            let due = scene.now + .seconds(3600)
            try await scene.put(["3"], to: stream, after: moved, wakeUp: scene.wakeUp(due: due))
            let result = try await scene.store.claimDue(scene.claim(by: worker))
            try requireEqual(result.streams, [], "what is due")
            try requireEqual(result.nextDue, due, "when it is due")
        },
    ]
}
