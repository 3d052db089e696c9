public import Engine
public import EventLog
public import Notifications

extension ExecutionEngine {
    /// Lets this engine run what machines made through the API call: functions, activities, and topics
    /// of this log.
    ///
    /// Any other resource fails its task with `Daybook.UnsupportedResource`. Handlers that were registered by name come first.
    ///
    /// - Parameters:
    ///   - lambdaEndpoint: the server that is asked to invoke functions.
    ///   - notifications: how what is published to topics is delivered, by whoever does that.
    public func registerServiceTasks(
        store: any EventStore, lambdaEndpoint: HTTPEndpoint?,
        notifications: NotificationConfiguration = NotificationConfiguration()
    ) {
        register(SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: notifications))
        let activities = ActivityHandler(client: client)
        registerFallback { resource in
            if ActivityHandler.handles(resource) { return (activities, TaskOptions(awaitsToken: true)) }
            let handler: any TaskHandler =
                LambdaHandler.handles(resource) ? LambdaHandler(endpoint: lambdaEndpoint) : UnsupportedResourceHandler()
            return (handler, TaskOptions())
        }
    }
}
