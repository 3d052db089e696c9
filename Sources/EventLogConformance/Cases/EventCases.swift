internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    /// Texts that a store is tempted to change.
    static let difficultPayloads: [String] = [
        "", " ", "{}", "null", #"{"b":1,"a":2,"b":3}"#, #"{"n":1.10,"m":12345678901234567890,"x":1e400}"#,
        "{ \"a\" :\t1 }\r\n", #""\u0000 and \ud83d\ude00""#, "\"é\" \"e\u{301}\" \u{1F600} \u{FFFE} \u{10FFFF}",
        "\u{FEFF}{}", "it's; DROP TABLE event; --", "\u{1}\u{7f}", #"{"a":"%s ? $1 :x"}"#,
        String(repeating: "0123456789abcdef", count: 20_000),
    ]

    static let eventCases: [ConformanceCase] = [
        ConformanceCase("payloads come back byte for byte", 3) { scene in
            let stream = scene.newStream()
            let commit = scene.commit(scene.append(difficultPayloads, to: stream, after: .empty))
            _ = try await scene.store.commit(commit)
            let events = try await scene.store.readAll(stream)
            for (event, payload) in zip(events, difficultPayloads) {
                try require(event.payload == Array(payload.utf8), "payload \(event.version) is as it was given")
            }
            try requireEqual(events.count, difficultPayloads.count, "the events")
        },
        ConformanceCase("type, time and commit of an event come back", 3) { scene in
            let stream = scene.newStream()
            let times = [0, -1, 1, 1_767_225_600_123_456, Timestamp.distantFuture.microseconds]
            let events = times.map { time in
                NewEvent(
                    type: EventType("Überraschung \(time)"), recordedAt: Timestamp(microseconds: time), payload: [])
            }
            let commit = scene.commit(Append(to: stream, expected: .empty, events: events))
            _ = try await scene.store.commit(commit)
            try requireEqual(try await scene.store.readAll(stream), commit.records[0], "the events")
        },
        ConformanceCase("events are read in order, after a version and up to a limit", 3) { scene in
            let stream = scene.newStream()
            try await scene.put((1...20).map(String.init), to: stream)
            for (after, limit, expected) in [
                (0, 5, Array(1...5)), (5, 5, Array(6...10)), (18, 5, [19, 20]), (20, 5, []), (99, 5, []), (3, 0, []),
                (0, 1000, Array(1...20)),
            ] {
                let events = try await scene.store.read(stream, after: StreamVersion(after), limit: limit)
                try requireEqual(events.map { Int($0.version.rawValue) }, expected, "\(limit) after \(after)")
            }
            try requireEqual(try await scene.store.readAll(scene.newStream()), [], "a stream that is not there")
        },
        ConformanceCase("streams of different categories with the same id are different streams", 3) { scene in
            let (a, b) = (scene.newStream("a"), scene.newStream("b"))
            let twin = StreamID(b.category, a.uuid)
            try await scene.put(["a"], to: a)
            try requireEqual(try await scene.store.head(of: twin).head, .empty, "the twin's head")
            let head = try await scene.put(["b"], to: twin)
            try requireEqual(try await scene.store.readAll(twin).map(\.head), [head], "the twin's events")
            try requireEqual(try await scene.store.readAll(b), [], "a third stream")
        },
        ConformanceCase("a thousand events in one append keep their order and their chain", 1, 3) { scene in
            let stream = scene.newStream()
            let commit = scene.commit(scene.append((1...1000).map(String.init), to: stream, after: .empty))
            _ = try await scene.store.commit(commit)
            let events = try await scene.store.readAll(stream, pageSize: 300)
            try require(events == commit.records[0], "all events are as they were committed")
            try requireEqual(try HashChain.verify(events), commit.heads[0], "the end of the chain")
        },
        ConformanceCase("the chain of what is read verifies", 3) { scene in
            let stream = scene.newStream()
            var head = StreamHead.empty
            for step in 1...10 { head = try await scene.put(["\(step)", "{}"], to: stream, after: head) }
            let events = try await scene.store.readAll(stream)
            try requireEqual(try HashChain.verify(events), head, "the end of the chain")
            try requireEqual(try await scene.store.head(of: stream).head, head, "the head")
        },
        ConformanceCase("a byte changed behind the store's back breaks the chain at its place", 3) { scene in
            let stream = scene.newStream()
            try await scene.put(["{\"pay\":100}", "{\"pay\":200}", "{\"pay\":300}"], to: stream)
            try await scene.flipByte(of: stream, at: StreamVersion(2))
            let events = try await scene.store.readAll(stream)
            do throws(ChainBreak) {
                _ = try HashChain.verify(events)
            } catch {
                try requireEqual(
                    error, ChainBreak(stream: stream, version: StreamVersion(2), reason: .changed), "the break")
                return
            }
            try require(false, "the chain is broken")
        },
        ConformanceCase("what breaks a rule is refused, and nothing of the call is written") { scene in
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream)
            let good = scene.commit(scene.append(["2"], to: stream, after: head))
            let fresh = scene.newStream()
            func event(type: String = "Happened", payload: [UInt8] = []) -> [NewEvent] {
                [NewEvent(type: EventType(type), recordedAt: scene.now, payload: payload)]
            }
            let refused: [(String, Append)] = [
                ("a lone continuation byte", Append(to: fresh, expected: .empty, events: event(payload: [0x80]))),
                (
                    "an encoded surrogate",
                    Append(to: fresh, expected: .empty, events: event(payload: [0xed, 0xa0, 0x80]))
                ),
                ("a cut sequence", Append(to: fresh, expected: .empty, events: event(payload: [0x7b, 0xe2, 0x82]))),
                ("a NUL byte", Append(to: fresh, expected: .empty, events: event(payload: [0x22, 0, 0x22]))),
                ("an empty type", Append(to: fresh, expected: .empty, events: event(type: ""))),
                (
                    "a long type",
                    Append(to: fresh, expected: .empty, events: event(type: String(repeating: "é", count: 33)))
                ),
                ("an empty category", Append(to: scene.newStream(""), expected: .empty, events: event())),
                ("a category with a slash", Append(to: scene.newStream("a/b"), expected: .empty, events: event())),
                (
                    "a long category",
                    Append(to: scene.newStream(String(repeating: "a", count: 65)), expected: .empty, events: event())
                ),
                ("a first append without events", Append(to: fresh, expected: .empty, events: [])),
            ]
            for (what, append) in refused {
                try await requireRefusal(what) { () throws(EventStoreError) in
                    try await scene.store.commit([good, scene.commit(append)])
                }
            }
            try requireEqual(try await scene.store.head(of: stream).head, head, "the head")
            try requireEqual(try await scene.store.head(of: fresh).head, .empty, "the refused stream's head")
        },
    ]
}
