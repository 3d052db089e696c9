internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let commitCases: [ConformanceCase] = [
        ConformanceCase("a commit of two streams is there as a whole", 1) { scene in
            let (a, b) = (scene.newStream(), scene.newStream("other"))
            let commit = scene.commit(
                scene.append(["1", "2"], to: a, after: .empty), scene.append(["3"], to: b, after: .empty))
            try requireEqual(try await scene.store.commit(commit), .committed, "the commit")
            try requireEqual(try await scene.store.readAll(a), commit.records[0], "the first stream")
            try requireEqual(try await scene.store.readAll(b), commit.records[1], "the second stream")
        },
        ConformanceCase("what is committed is there for another process at once", 1) { scene in
            let other = try await scene.secondHandle()
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream)
            try requireEqual(try await other.head(of: stream).head, head, "the head in the other process")
            let next = try await scene.put(["2"], to: stream, after: head, in: other)
            try requireEqual(try await scene.store.head(of: stream).head, next, "the head in the first process")
            try await scene.put(["3"], to: stream, after: next)
        },
        ConformanceCase("a conflict in one stream leaves no trace of the commit in the other", 1, 2, 5) { scene in
            let (a, b) = (scene.newStream(), scene.newStream())
            let head = try await scene.put(["1"], to: a)
            for isLast in [true, false] {
                let fresh = scene.append(
                    ["x"], to: b, after: .empty, wakeUp: scene.wakeUp(), status: "NEW", labels: ["k": "v"])
                let stale = scene.append(["y"], to: a, after: .empty)
                let commit = isLast ? scene.commit(fresh, stale) : scene.commit(stale, fresh)
                try requireEqual(
                    try await scene.store.commit(commit), .conflict(stream: a, head: head), "the commit")
            }
            try requireEqual(try await scene.store.readAll(b), [], "the neighbour's events")
            try requireEqual(try await scene.store.head(of: b).createdAt, nil, "the neighbour's creation")
            let page = try await scene.store.streams(StreamQuery(category: StreamCategory("thing")))
            try requireEqual(page.streams.map(\.stream), [a], "the streams listed")
            let worker = try await scene.newWorker()
            try requireEqual(try await scene.claimed(by: worker), [], "the wake-ups")
        },
        ConformanceCase("one conflict in a two-stream commit leaves the other commits of the call alone", 2) { scene in
            let (a, b, c, d) = (scene.newStream(), scene.newStream(), scene.newStream(), scene.newStream())
            let head = try await scene.put(["1"], to: b)
            let first = scene.commit(scene.append(["a"], to: a, after: .empty))
            let losing = scene.commit(
                scene.append(["c"], to: c, after: .empty), scene.append(["b"], to: b, after: .empty))
            let last = scene.commit(scene.append(["d"], to: d, after: .empty), scene.append(["2"], to: b, after: head))
            try requireEqual(
                try await scene.store.commit([first, losing, last]),
                [.committed, .conflict(stream: b, head: head), .committed], "the outcomes")
            let heads = try await scene.store.heads(of: [a, b, c, d]).map(\.head)
            try requireEqual(heads, [first.heads[0], last.heads[1], .empty, last.heads[0]], "the heads")
        },
        ConformanceCase("commits of one call build upon each other in their order", 2, 3) { scene in
            let stream = scene.newStream()
            let first = scene.commit(scene.append(["1"], to: stream, after: .empty))
            let second = scene.commit(scene.append(["2"], to: stream, after: first.heads[0]))
            let stale = scene.commit(scene.append(["3"], to: stream, after: first.heads[0]))
            try requireEqual(
                try await scene.store.commit([first, second, stale]),
                [.committed, .committed, .conflict(stream: stream, head: second.heads[0])], "the outcomes")
        },
        ConformanceCase("a multi-event append that overlaps the head leaves nothing behind", 1, 2) { scene in
            let stream = scene.newStream()
            let first = try await scene.put(["1"], to: stream)
            let head = try await scene.put(["2"], to: stream, after: first)
            let overlapping = scene.commit(scene.append(["two", "three", "four"], to: stream, after: first))
            try requireEqual(
                try await scene.store.commit(overlapping), .conflict(stream: stream, head: head), "the commit")
            let payloads = try await scene.store.readAll(stream).map { String(decoding: $0.payload, as: UTF8.self) }
            try requireEqual(payloads, ["1", "2"], "the payloads")
        },
        ConformanceCase("an append beyond the head is a conflict", 2, 3) { scene in
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream)
            for version in [2, 3, 1000] {
                let beyond = StreamHead(version: StreamVersion(version), hash: head.hash)
                let commit = scene.commit(scene.append(["x"], to: stream, after: beyond))
                try requireEqual(
                    try await scene.store.commit(commit), .conflict(stream: stream, head: head), "at \(version)")
            }
            let missing = scene.newStream()
            let commit = scene.commit(scene.append(["x"], to: missing, after: head))
            try requireEqual(
                try await scene.store.commit(commit), .conflict(stream: missing, head: .empty), "on no stream")
            try requireEqual(try await scene.store.readAll(missing), [], "its events")
        },
        ConformanceCase("an append onto the right version with another hash is a conflict", 2) { scene in
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream)
            let other = StreamHead(version: head.version, hash: SHA256Hash(of: [1]))
            let commit = scene.commit(scene.append(["2"], to: stream, after: other, wakeUp: scene.wakeUp()))
            try requireEqual(
                try await scene.store.commit(commit), .conflict(stream: stream, head: head), "the commit")
            let eventless = scene.commit(scene.append([], to: stream, after: other, wakeUp: scene.wakeUp()))
            try requireEqual(
                try await scene.store.commit(eventless), .conflict(stream: stream, head: head), "without events")
        },
        ConformanceCase("a store restored to an earlier point refuses what was decided after it", 2) { scene in
            let stream = scene.newStream()
            let kept = try await scene.put(["1"], to: stream)
            let restore = try await scene.backUp()
            let lost = try await scene.put(["2"], to: stream, after: kept)
            let restored = try await restore()
            let elsewhere = try await scene.put(["other"], to: stream, after: kept, in: restored)
            try requireEqual(elsewhere.version, lost.version, "the versions are alike")
            let commit = scene.commit(scene.append(["3"], to: stream, after: lost))
            try requireEqual(
                try await restored.commit(commit), .conflict(stream: stream, head: elsewhere), "the commit")
        },
    ]
}
