internal import EventLog
internal import FoundationEssentials

/// Reads the indexes off a stream's last payload: `status label queue due`.
private struct LastPayloadIndexer: StreamIndexer {
    struct Unreadable: Error {}

    func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        let last = events.last.map { String(decoding: $0.payload, as: UTF8.self) } ?? ""
        let words = last.split(separator: " ").map(String.init)
        guard words.count == 4, let due = Int64(words[3]) else { throw Unreadable() }
        return StreamIndex(
            status: StreamStatus(words[0]), labels: ["label": words[1]],
            wakeUp: words[2] == "-"
                ? nil : WakeUp(due: Timestamp(microseconds: due), queue: Queue(words[2]), semantics: 1))
    }
}

extension EventStoreConformance {
    static let indexCases: [ConformanceCase] = [
        ConformanceCase("indexes made again from the events are what they were", 10) { scene in
            guard let store = scene.store as? any RebuildableEventStore else {
                throw MissingCapability(name: "store as RebuildableEventStore")
            }
            let streams = (0..<25).map { _ in scene.newStream() }
            let due = scene.now
            for (index, stream) in streams.enumerated() {
                let queue = index % 5 == 0 ? "-" : "q\(index % 3)"
                let head = try await scene.put(["1", "2"], to: stream, at: due + .seconds(index))
                let time = due + .seconds(index % 2 == 0 ? 0 : 3600)
                try await scene.put(
                    ["S\(index % 4) l\(index % 6) \(queue) \(time.microseconds)"], to: stream, after: head,
                    wakeUp: queue == "-"
                        ? .remove : .set(WakeUp(due: time, queue: Queue(queue), semantics: 1)),
                    status: "S\(index % 4)", labels: ["label": "l\(index % 6)"])
            }
            let before = try await scene.store.streams(StreamQuery(category: streams[0].category))
            try requireEqual(try await store.rebuildIndexes(with: LastPayloadIndexer()), 25, "the streams rebuilt")
            let after = try await scene.store.streams(StreamQuery(category: streams[0].category))
            try requireEqual(after, before, "the list")
            let worker = try await scene.newWorker()
            let claimed = try await scene.claimed(by: worker, queues: ["q0", "q1", "q2"].map { Queue($0) })
            let expected = streams.indices.filter { $0 % 5 != 0 && $0 % 2 == 0 }.map { streams[$0] }
            try requireEqual(Set(claimed.map(\.stream)), Set(expected), "what is due")
        },
        ConformanceCase("a rebuild that cannot understand an event changes nothing", 10) { scene in
            guard let store = scene.store as? any RebuildableEventStore else {
                throw MissingCapability(name: "store as RebuildableEventStore")
            }
            let (good, bad) = (scene.newStream(), scene.newStream())
            try await scene.put(["S l - 0"], to: good, wakeUp: scene.wakeUp(), status: "KEPT", labels: ["k": "v"])
            try await scene.put(["unreadable"], to: bad, wakeUp: scene.wakeUp(), status: "KEPT")
            var isRefused = false
            do { _ = try await store.rebuildIndexes(with: LastPayloadIndexer()) } catch { isRefused = true }
            try require(isRefused, "the rebuild fails")
            let found = try await scene.store.heads(of: [good, bad])
            try requireEqual(found.map(\.status.rawValue), ["KEPT", "KEPT"], "the status")
            try requireEqual(found[0].labels, ["k": "v"], "the labels")
            let worker = try await scene.newWorker()
            try requireEqual(try await scene.claimed(by: worker).count, 2, "what is due")
        },
        ConformanceCase("a listener is told of new work on its queue, from this process and from others") { scene in
            for handle in [scene.store, try await scene.secondHandle()] {
                let changes = scene.store.changes()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    // Hints may be lost, so work keeps coming until one has arrived.
                    group.addTask {
                        while !Task.isCancelled {
                            try await scene.put(["1"], to: scene.newStream(), wakeUp: scene.wakeUp(), in: handle)
                            await Task.yield()
                        }
                    }
                    group.addTask {
                        for await hint in changes where hint.queues.contains(scene.queue) { return }
                        try require(false, "a hint came before the changes ended")
                    }
                    _ = try await group.next()
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        },
    ]
}
