internal import EventLog
internal import FoundationEssentials

extension EventStoreConformance {
    static let listingCases: [ConformanceCase] = [
        ConformanceCase("heads of many streams come in the order asked for", 2) { scene in
            let streams = (0..<50).map { scene.newStream($0 % 2 == 0 ? "a" : "b") }
            var heads: [StreamHead] = []
            for (index, stream) in streams.enumerated() {
                heads.append(try await scene.put(Array(repeating: "x", count: index % 4 + 1), to: stream))
            }
            let missing = scene.newStream()
            let asked = [missing] + streams.reversed() + [streams[0], missing]
            let found = try await scene.store.heads(of: asked)
            try requireEqual(found.map(\.stream), asked, "the streams")
            try requireEqual(found.map(\.head), [.empty] + heads.reversed() + [heads[0], .empty], "the heads")
            try requireEqual(
                found[0],
                StreamSummary(stream: missing, head: .empty, status: .open, labels: [:], createdAt: nil),
                "a missing one")
            try requireEqual(try await scene.store.heads(of: []), [], "none")
        },
        ConformanceCase("status, labels and creation of a stream are told", 10) { scene in
            let stream = scene.newStream()
            let created = scene.now + .seconds(-7)
            let labels = ["name": "Lohn \"Mai\" 2026", "k\u{1F600}": "\\ \n \u{7f}", "": ""]
            let head = try await scene.put(["1"], to: stream, at: created)
            try requireEqual(try await scene.store.head(of: stream).status, .open, "the first status")
            let next = try await scene.put(["2"], to: stream, after: head, status: "RUNNING", labels: labels)
            let summary = StreamSummary(
                stream: stream, head: next, status: StreamStatus("RUNNING"), labels: labels, createdAt: created)
            try requireEqual(try await scene.store.head(of: stream), summary, "the summary")
            let page = try await scene.store.streams(StreamQuery(category: stream.category))
            try requireEqual(page.streams, [summary], "the list")
            let end = try await scene.put(["3"], to: stream, after: next)
            let last = try await scene.store.head(of: stream)
            try requireEqual(last.labels, labels, "the labels after an append that leaves them")
            try requireEqual(last.head, end, "the head after it")
            try await scene.put([], to: stream, after: end, status: "DONE", labels: [:])
            try requireEqual(try await scene.store.head(of: stream).status, StreamStatus("DONE"), "the last status")
            try requireEqual(try await scene.store.head(of: stream).labels, [:], "the last labels")
        },
        ConformanceCase("streams are listed by category, status, labels and time") { scene in
            let start = scene.now + .seconds(-1000)
            let streams = (0..<12).map { _ in scene.newStream() }
            for (index, stream) in streams.enumerated() {
                try await scene.put(
                    ["1"], to: stream, status: index % 2 == 0 ? "RUNNING" : "FAILED",
                    labels: ["machine": "m\(index % 3)", "all": "yes"], at: start + .seconds(index))
            }
            try await scene.put(["1"], to: scene.newStream("other"), status: "RUNNING", labels: ["machine": "m0"])
            let category = streams[0].category
            let failed = StreamStatus("FAILED")
            let queries: [(StreamQuery, [Int])] = [
                (StreamQuery(category: category, newestFirst: false), Array(0..<12)),
                (StreamQuery(category: category), (0..<12).reversed()),
                (StreamQuery(category: category, status: failed, newestFirst: false), [1, 3, 5, 7, 9, 11]),
                (StreamQuery(category: category, labels: ["machine": "m1"], newestFirst: false), [1, 4, 7, 10]),
                (StreamQuery(category: category, labels: ["machine": "m1", "all": "yes"]), [10, 7, 4, 1]),
                (StreamQuery(category: category, labels: ["machine": "m1", "all": "no"]), []),
                (StreamQuery(category: category, status: failed, labels: ["machine": "m1"]), [7, 1]),
                (
                    StreamQuery(
                        category: category, createdFrom: start + .seconds(3), createdBefore: start + .seconds(6),
                        newestFirst: false), [3, 4, 5]
                ),
                (
                    StreamQuery(
                        category: category, status: failed, labels: ["all": "yes"], createdFrom: start + .seconds(4),
                        limit: 2), [11, 9]
                ),
                (StreamQuery(category: StreamCategory("none")), []),
            ]
            for (query, expected) in queries {
                let found = try await scene.store.streams(query).streams.map(\.stream)
                try requireEqual(found, expected.map { streams[$0] }, "\(query)")
            }
        },
        ConformanceCase("a stream whose labels changed is found by the new ones only", 10) { scene in
            let stream = scene.newStream()
            let head = try await scene.put(["1"], to: stream, status: "A", labels: ["x": "1", "y": "1"])
            try await scene.put(["2"], to: stream, after: head, status: "B", labels: ["x": "2"])
            for (status, labels, isFound) in [
                (nil, ["x": "1"], false), (nil, ["y": "1"], false), (nil, ["x": "2"], true), ("A", [:], false),
                ("B", ["x": "2"], true),
            ] as [(String?, StreamLabels, Bool)] {
                let query = StreamQuery(
                    category: stream.category, status: status.map { StreamStatus($0) }, labels: labels)
                try requireEqual(try await !scene.store.streams(query).streams.isEmpty, isFound, "\(query)")
            }
        },
        ConformanceCase("pages are cut anywhere, also between streams of one moment", 9) { scene in
            let moment = scene.now
            let streams = (0..<23).map { _ in scene.newStream() }.sorted()
            for (index, stream) in streams.enumerated().shuffled() {
                try await scene.put(["1"], to: stream, at: moment + .seconds(index / 10))
            }
            for newestFirst in [true, false] {
                for limit in [1, 2, 5, 22, 23, 24] {
                    let query = StreamQuery(category: streams[0].category, newestFirst: newestFirst, limit: limit)
                    let pages = try await scene.pages(query)
                    try requireEqual(
                        pages.flatMap { $0 }, newestFirst ? streams.reversed() : streams,
                        "pages of \(limit), newest first: \(newestFirst)")
                    try require(pages.allSatisfy { $0.count <= limit }, "no page is longer than \(limit)")
                }
            }
        },
        ConformanceCase("paging while others write repeats nothing and leaves nothing out", 9) { scene in
            let writer = try await scene.secondHandle()
            var heads: [StreamID: StreamHead] = [:]
            for _ in 0..<40 {
                let stream = scene.newStream()
                heads[stream] = try await scene.put(["1"], to: stream, labels: ["n": "1"])
            }
            for newestFirst in [true, false] {
                var query = StreamQuery(category: StreamCategory("thing"), newestFirst: newestFirst, limit: 7)
                let before = Set(heads.keys)
                var seen: [StreamID] = []
                while true {
                    let page = try await scene.store.streams(query)
                    seen += page.streams.map(\.stream)
                    for (stream, head) in heads.prefix(10) {
                        heads[stream] = try await scene.put(
                            ["more"], to: stream, after: head, status: "CHANGED", labels: ["n": "2"], in: writer)
                    }
                    let fresh = scene.newStream()
                    heads[fresh] = try await scene.put(
                        ["1"], to: fresh, at: scene.now + .seconds(Int.random(in: -1...1)), in: writer)
                    guard let next = page.next else { break }
                    query.after = next
                }
                try requireEqual(seen.count, Set(seen).count, "the streams seen, newest first: \(newestFirst)")
                try require(before.isSubset(of: seen), "no stream is left out, newest first: \(newestFirst)")
            }
        },
        ConformanceCase("a page of no size or of too many streams is refused") { scene in
            for limit in [0, -1, 10_001] {
                try await requireRefusal("a page of \(limit)") { () throws(EventStoreError) in
                    try await scene.store.streams(StreamQuery(category: StreamCategory("thing"), limit: limit))
                }
            }
        },
    ]
}

extension Scene {
    fileprivate func pages(_ query: StreamQuery) async throws -> [[StreamID]] {
        var query = query
        var pages: [[StreamID]] = []
        while true {
            let page = try await store.streams(query)
            pages.append(page.streams.map(\.stream))
            guard let next = page.next else { return pages }
            query.after = next
        }
    }
}
