import ArgumentParser
import CurlTransfers
import Foundation
import Networks
import StepFunctionsAPI

/// Where the services are that tasks call.
struct ServiceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The server that invokes Lambda functions.", valueName: "URL"))
    var lambdaEndpoint: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The server that is AWS for tasks of sqs, sns, events, dynamodb and aws-sdk; {service} and {region} may stand in it.",
            valueName: "URL"))
    var awsEndpoint: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The connections that tasks of http:invoke log in with.", valueName: "FILE"))
    var connections: String?

    @Flag(name: .long, help: "Show clients that test a state what its connection logs in with, where they ask for it.")
    var revealSecrets = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A network that tasks of http:invoke may call although it is not public; more than once for more.",
            valueName: "NETWORK"))
    var httpAllow: [String] = []

    func validate() throws {
        _ = try settings()
    }

    /// - Throws: `ValidationError` at what cannot be read.
    func settings() throws -> ServiceSettings {
        let environment = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
        var settings = ServiceSettings()
        if let text = lambdaEndpoint ?? environment["LAMBDA_ENDPOINT"] {
            settings.lambda = try HTTPEndpoint(text).orFail(
                "The Lambda endpoint is a URL like http://127.0.0.1:3001, not '\(text)'.")
        }
        if let text = awsEndpoint ?? environment["AWS_ENDPOINT_URL"] {
            settings.aws = try AWSEndpoint(text).orFail(
                "The AWS endpoint is a URL like http://127.0.0.1:4566, not '\(text)'.")
        }
        settings.credentials = AWSCredentials(environment: environment)
        settings.region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"]
        settings.addresses = AddressPolicy(
            allowing: try httpAllow.map { text in
                try NetworkPrefix(text).orFail("A network is like 10.0.0.0/8 or 127.0.0.1, not '\(text)'.")
            })
        if let path = connections {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("The file of connections '\(path)' cannot be read.")
            }
            do {
                settings.connections = try HTTPConnections(parsing: text)
            } catch {
                throw ValidationError("The file of connections '\(path)' is not one: \(error).")
            }
        }
        return settings
    }
}

extension Optional {
    /// The value.
    ///
    /// - Throws: `ValidationError` where there is none.
    func orFail(_ message: @autoclosure () -> String) throws -> Wrapped {
        guard let self else { throw ValidationError(message()) }
        return self
    }
}
