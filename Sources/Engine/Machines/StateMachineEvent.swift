public import EventLog
public import JSON

/// What can happen to a state machine beside that a definition and a role are published for it: the events of its stream,
/// in the order in which `StateMachineRecord` folds them.
public enum StateMachineEvent: Hashable, Sendable {
    /// It was created by a client of the service's API.
    case created(Created)
    /// It has another revision from now on.
    case updated(Updated)
    /// Its revision of now got a number, under which it stays as it is.
    case versionPublished(VersionPublished)
    /// A number can no longer be started.
    case versionDeleted(Int)
    /// A name leads to one version or two, from now on.
    case aliasSet(AliasSet)
    /// A name leads nowhere any more.
    case aliasDeleted(String)
    /// It has these tags, too; a key that it had has another value.
    case tagged(JSONObject)
    /// It has no tags of these keys.
    case untagged([String])
    /// It can no longer be started; what runs goes on.
    case deleted

    /// What a machine runs.
    public struct Content: Hashable, Sendable {
        /// The definition's hash.
        public var definition: SHA256Hash
        /// The hash of the role's text.
        public var role: SHA256Hash
        /// The role's ARN.
        public var roleArn: String
        /// What the service's API was told and gives back, such as `loggingConfiguration`.
        public var settings: JSONObject

        /// Describes a content.
        public init(_ machine: StateMachine, settings: JSONObject) {
            definition = machine.definitionHash
            role = machine.role.hash
            roleArn = machine.role.arn
            self.settings = settings
        }

        init(definition: SHA256Hash, role: SHA256Hash, roleArn: String, settings: JSONObject) {
            self.definition = definition
            self.role = role
            self.roleArn = roleArn
            self.settings = settings
        }
    }

    /// How a machine begins.
    public struct Created: Hashable, Sendable {
        /// `STANDARD` or `EXPRESS`.
        public var type: String
        /// What it runs.
        public var content: Content

        /// Describes a creation.
        public init(type: String, content: Content) {
            self.type = type
            self.content = content
        }
    }

    /// Another revision.
    public struct Updated: Hashable, Sendable {
        /// The revision's id.
        public var revision: String
        /// What it runs.
        public var content: Content

        /// Describes an update.
        public init(revision: String, content: Content) {
            self.revision = revision
            self.content = content
        }
    }

    /// A version.
    public struct VersionPublished: Hashable, Sendable {
        /// Its number, from 1; never used twice, also not after it was deleted.
        public var number: Int
        /// What was said of it.
        public var description: String?

        /// Describes a version.
        public init(number: Int, description: String? = nil) {
            self.number = number
            self.description = description
        }
    }

    /// Where an alias leads.
    public struct AliasSet: Hashable, Sendable {
        /// The alias.
        public var alias: String
        /// What was said of it.
        public var description: String?
        /// The versions it leads to; the weights add up to 100.
        public var routes: [Route]

        /// Describes an alias.
        public init(alias: String, description: String? = nil, routes: [Route]) {
            self.alias = alias
            self.description = description
            self.routes = routes
        }
    }

    /// One way of an alias.
    public struct Route: Hashable, Sendable {
        /// The version's number.
        public var version: Int
        /// How many of 100 starts take it.
        public var weight: Int

        /// Describes a way.
        public init(version: Int, weight: Int) {
            self.version = version
            self.weight = weight
        }
    }
}
