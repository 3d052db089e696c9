internal import Engine
internal import Notifications

extension StepFunctionsService {
    /// Lets the service's engine run what machines made through the API call: functions, activities, executions, topics of the
    /// log, and services of AWS.
    ///
    /// Any other resource fails its task with `Daybook.UnsupportedResource`. Handlers that were registered by name come first.
    ///
    /// - Parameter settings: where the services are.
    public func registerTasks(_ settings: ServiceSettings) {
        let activities = ActivityHandler(client: engine.client)
        let integrations = integrations(settings)
        engine.registerFallback { text in
            if ActivityHandler.handles(text) { return (activities, TaskOptions(awaitsToken: true)) }
            let resource = ServiceResource(text)
            let integration = integrations.first { $0.handles(resource) } ?? UnsupportedIntegration()
            return (
                ServiceTaskHandler(resource: resource, integration: integration),
                TaskOptions(awaitsToken: resource.isIntegration && resource.awaitsToken)
            )
        }
    }

    /// A file each in `Tasks/Integrations`.
    private func integrations(_ settings: ServiceSettings) -> [any ServiceIntegration] {
        let http = HTTPClient(authorities: settings.authorities)
        let aws = AWSClient(settings, http, configuration)
        let topics = TopicIntegration(
            handler: SNSPublishHandler(store: store, configuration: settings.notifications),
            topics: TopicDirectory(store: store, configuration: settings.notifications), aws: aws)
        return [
            LambdaIntegration(endpoint: settings.lambda, aws: aws), ExecutionIntegration(service: self),
            OwnAPIIntegration(service: self), topics, QueueIntegration(aws: aws),
            EventBusIntegration(aws: aws), TableIntegration(aws: aws), SDKIntegration(aws: aws),
            // Connections of its own: where one is kept, nobody asks again whether its address may be called.
            HTTPIntegration(
                http: HTTPClient(authorities: settings.authorities), connections: settings.connections,
                addresses: settings.addresses, region: configuration.region, clock: configuration.clock),
        ]
    }
}
