public import Engine
public import EventLog
internal import Notifications

extension ExecutionEngine {
    /// Lets this engine run what machines made through the API call: functions, activities, and topics
    /// of this log.
    ///
    /// Any other resource fails its task with `Daybook.UnsupportedResource`. Handlers that were registered by name come first.
    ///
    /// - Parameter lambdaEndpoint: the server that is asked to invoke functions.
    public func registerServiceTasks(store: any EventStore, lambdaEndpoint: HTTPEndpoint?) {
        register(SNSPublishHandler.resource, handler: SNSPublishHandler(store: store))
        let activities = ActivityHandler(client: client)
        registerFallback { resource in
            if ActivityHandler.handles(resource) { return (activities, TaskOptions(awaitsToken: true)) }
            let handler: any TaskHandler =
                LambdaHandler.handles(resource) ? LambdaHandler(endpoint: lambdaEndpoint) : UnsupportedResourceHandler()
            return (handler, TaskOptions())
        }
    }
}
