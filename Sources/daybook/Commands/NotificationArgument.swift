import ArgumentParser
import EventLog
import Foundation
import Notifications

/// A notification, as the command line names it: by its id.
struct NotificationArgument: ExpressibleByArgument {
    let stream: StreamID

    init?(argument: String) {
        guard let uuid = UUID(uuidString: argument) else { return nil }
        stream = StreamID(.notification, uuid)
    }
}
