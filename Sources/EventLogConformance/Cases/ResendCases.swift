internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let resendCases: [ConformanceCase] = [
        ConformanceCase("a commit sent again is committed and writes nothing", 4) { scene in
            let (a, b) = (scene.newStream(), scene.newStream())
            let commit = scene.commit(
                scene.append(["1", "2"], to: a, after: .empty), scene.append(["3"], to: b, after: .empty))
            try requireEqual(
                try await scene.store.commit([commit, commit]), [.committed, .committed], "twice in one call")
            try requireEqual(try await scene.store.commit(commit), .committed, "in another call")
            try requireEqual(try await scene.store.readAll(a), commit.records[0], "the first stream")
            try requireEqual(try await scene.store.readAll(b), commit.records[1], "the second stream")
        },
        ConformanceCase("a commit whose answer was lost is committed when it is sent again", 1, 4) { scene in
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream)
            let lossy = LossyAnswers(scene.store)
            let commit = scene.commit(scene.append(["2", "3"], to: stream, after: head))
            do throws(EventStoreError) {
                _ = try await lossy.commit(commit)
                throw EventStoreError.other(code: "conformance", reason: "the answer was not lost")
            } catch {
                try requireEqual(error.advice, .sendAgain, "the advice of \(error)")
            }
            try requireEqual(try await lossy.commit(commit), .committed, "sent again")
            try requireEqual(try await scene.store.readAll(stream).count, 3, "the events")
        },
        ConformanceCase("a commit sent again after later appends is committed and changes nothing", 4, 5) { scene in
            let stream = scene.newStream()
            let first = scene.commit(
                scene.append(["1"], to: stream, after: .empty, wakeUp: scene.wakeUp(), status: "A", labels: ["n": "1"]))
            _ = try await scene.store.commit(first)
            let head = try await scene.put(
                ["2", "3"], to: stream, after: first.heads[0], wakeUp: .remove, status: "B", labels: ["n": "2"])
            try requireEqual(try await scene.store.commit(first), .committed, "sent again")
            let summary = try await scene.store.head(of: stream)
            try requireEqual(summary.head, head, "the head")
            try requireEqual(summary.status, StreamStatus("B"), "the status")
            try requireEqual(summary.labels, ["n": "2"], "the labels")
            let worker = try await scene.newWorker()
            try requireEqual(try await scene.claimed(by: worker), [], "the wake-ups")
        },
        ConformanceCase("another commit with the same events is a conflict, not the same commit", 2, 4) { scene in
            let stream = scene.newStream()
            let append = scene.append(["1"], to: stream, after: .empty)
            let (first, second) = (scene.commit(append), scene.commit(append))
            try requireEqual(try await scene.store.commit(first), .committed, "the first")
            try requireEqual(
                try await scene.store.commit(second), .conflict(stream: stream, head: first.heads[0]), "the second")
        },
        ConformanceCase("other bytes under the same commit id are a conflict", 2, 4) { scene in
            let stream = scene.newStream()
            let first = scene.commit(scene.append(["1"], to: stream, after: .empty))
            let forged = Commit(id: first.id, scene.append(["2"], to: stream, after: .empty))
            _ = try await scene.store.commit(first)
            try requireEqual(
                try await scene.store.commit(forged), .conflict(stream: stream, head: first.heads[0]), "the second")
        },
        ConformanceCase("a longer commit that begins like a stored one is a conflict", 1, 4) { scene in
            let stream = scene.newStream()
            let id = CommitID(UUID())
            let short = Commit(id: id, scene.append(["1"], to: stream, after: .empty))
            let long = Commit(id: id, scene.append(["1", "2"], to: stream, after: .empty))
            _ = try await scene.store.commit(short)
            try requireEqual(
                try await scene.store.commit(long), .conflict(stream: stream, head: short.heads[0]), "the longer one")
        },
        ConformanceCase("a release without events sent again does not take the stream from its next holder", 4, 6) {
            scene in
            let (first, second) = (try await scene.newWorker(), try await scene.newWorker())
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, wakeUp: scene.wakeUp(holder: first))
            let release = scene.commit(scene.append([], to: stream, after: head, wakeUp: scene.wakeUp()))
            try requireEqual(try await scene.store.commit(release), .committed, "the release")
            try requireEqual(try await scene.claimed(by: second).map(\.stream), [stream], "the second's claim")
            try requireEqual(try await scene.store.commit(release), .committed, "the release sent again")
            try requireEqual(try await scene.claimed(by: first), [], "what the first finds")
        },
    ]
}
