public import EventLog
public import JSON

/// A state machine as its stream folds: what it is now, its revisions, versions, aliases and tags.
public struct StateMachineRecord: Hashable, Sendable {
    /// What a machine runs from some moment on.
    public struct Revision: Hashable, Sendable {
        /// The id that the update got; `nil` for the machine as it was created, or published by an engine.
        public internal(set) var id: String?
        /// The definition's hash.
        public internal(set) var definition: SHA256Hash
        /// The hash of the role's text.
        public internal(set) var role: SHA256Hash
        /// The role's ARN.
        public internal(set) var roleArn: String
        /// What the service's API was told and gives back.
        public internal(set) var settings: JSONObject
        /// The queue of the engine that published it, which has its handlers; `nil` for what came through the API.
        public internal(set) var queue: Queue?
        /// Since when.
        public internal(set) var since: Timestamp
    }

    /// A revision that has a number.
    public struct Version: Hashable, Sendable {
        /// The number.
        public let number: Int
        /// What was said of it.
        public let description: String?
        /// The revision.
        public let revision: Revision
        /// When it was published.
        public let createdAt: Timestamp
    }

    /// A name that leads to versions.
    public struct Alias: Hashable, Sendable {
        /// The name.
        public let name: String
        /// What was said of it.
        public internal(set) var description: String?
        /// Where it leads.
        public internal(set) var routes: [StateMachineEvent.Route]
        /// When it was made.
        public let createdAt: Timestamp
        /// When it last changed.
        public internal(set) var updatedAt: Timestamp
    }

    /// The ARN.
    public let arn: String
    /// The name.
    public let name: String
    /// `STANDARD` or `EXPRESS`.
    public private(set) var type = "STANDARD"
    /// When it was created.
    public private(set) var createdAt = Timestamp(microseconds: 0)
    /// Its revisions, oldest first; none before its first event, and after it was deleted.
    public private(set) var revisions: [Revision] = []
    /// Its versions, oldest first.
    public private(set) var versions: [Version] = []
    /// Its aliases, oldest first.
    public private(set) var aliases: [Alias] = []
    /// Its tags, in the order in which they came.
    public private(set) var tags = JSONObject()
    /// The highest number a version ever had; 0 for none.
    public private(set) var lastVersion = 0
    /// The stream's head.
    public private(set) var head = StreamHead.empty
    /// When the last event was recorded; the next one is not before it.
    private(set) var lastEventAt = Timestamp(microseconds: 0)
    /// What an execution is started by.
    private(set) var published: PublishedStateMachine?

    /// A machine of which nothing is known yet.
    init(arn: String) {
        self.arn = arn
        name = arn.split(separator: ":").last.map(String.init) ?? ""
    }

    /// Folds a whole stream.
    init(arn: String, _ events: [RecordedEvent]) throws {
        self.init(arn: arn)
        for event in events { try evolve(event) }
    }

    /// The ARN that a machine's stream is about: what it was published under.
    static func arn(of events: [RecordedEvent]) -> String? {
        events.lazy.filter { $0.type == PublishedStateMachine.published }
            .compactMap { try? PublishedStateMachine($0).arn }.first
    }

    /// What it runs now; `nil` where there is no such machine.
    public var current: Revision? { revisions.last }

    /// The version of a number; `nil` where there is none, or no longer.
    public func version(_ number: Int) -> Version? { versions.first { $0.number == number } }

    /// The alias of a name.
    public func alias(_ name: String) -> Alias? { aliases.first { $0.name == name } }

    /// The revision that was the machine's at some moment.
    public func revision(at time: Timestamp) -> Revision? { revisions.last { $0.since <= time } ?? revisions.first }

    /// Folds the next event.
    ///
    /// - Throws: `ExecutionEventError` where it is unknown or malformed.
    mutating func evolve(_ recorded: RecordedEvent) throws {
        if recorded.type == PublishedStateMachine.published {
            publish(try PublishedStateMachine(recorded), at: recorded.recordedAt)
        } else {
            apply(try StateMachineEvent(recorded), at: recorded.recordedAt)
        }
        head = recorded.head
        lastEventAt = recorded.recordedAt
    }

    private mutating func publish(_ version: PublishedStateMachine, at time: Timestamp) {
        published = version
        // What a client of the API created or updated has its revision already; an engine that publishes gives no id.
        if let current, current.definition == version.definition, current.role == version.role { return }
        if revisions.isEmpty { createdAt = time }
        revisions.append(
            Revision(
                id: nil, definition: version.definition, role: version.role, roleArn: version.roleArn,
                settings: current?.settings ?? JSONObject(), queue: version.queue, since: time))
    }

    private mutating func apply(_ event: StateMachineEvent, at time: Timestamp) {
        switch event {
        case .created(let created):
            type = created.type
            createdAt = time
            revisions = [Revision(id: nil, created.content, since: time)]
        case .updated(let updated): revisions.append(Revision(id: updated.revision, updated.content, since: time))
        case .versionPublished(let published):
            guard let current else { return }
            lastVersion = published.number
            versions.append(
                Version(
                    number: published.number, description: published.description, revision: current, createdAt: time))
        case .versionDeleted(let number): versions.removeAll { $0.number == number }
        case .aliasSet(let set): apply(set, at: time)
        case .aliasDeleted(let name): aliases.removeAll { $0.name == name }
        case .tagged(let tags): for tag in tags { self.tags[tag.key] = tag.value }
        case .untagged(let keys): for key in keys { tags[key] = nil }
        case .deleted: self = StateMachineRecord(arn: arn)
        }
    }

    private mutating func apply(_ set: StateMachineEvent.AliasSet, at time: Timestamp) {
        if let index = aliases.firstIndex(where: { $0.name == set.alias }) {
            aliases[index].description = set.description
            aliases[index].routes = set.routes
            aliases[index].updatedAt = time
        } else {
            aliases.append(
                Alias(
                    name: set.alias, description: set.description, routes: set.routes, createdAt: time, updatedAt: time
                ))
        }
    }
}

extension StateMachineRecord.Revision {
    fileprivate init(id: String?, _ content: StateMachineEvent.Content, since time: Timestamp) {
        self.init(
            id: id, definition: content.definition, role: content.role, roleArn: content.roleArn,
            settings: content.settings, queue: nil, since: time)
    }
}
