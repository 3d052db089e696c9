import Engine
import Foundation
import JSON
import Testing

@testable import Notifications

@Suite struct AttributesTests {
    @Test func `attributes reach the subscribers whose policies want the message`() async throws {
        let office = try PostOffice()
        let transport = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        let configuration = office.configuration { $0.transports.maildir = transport }
        try await office.directory.create(office.topic)
        for (path, policy) in [
            ("/all", nil), ("/north", #"{"store":["north"]}"#), ("/south", #"{"store":["south"]}"#),
        ] {
            let filter = try policy.map { try FilterPolicy(JSONText(validating: $0)) }
            try await office.directory.subscribe(
                .maildir(path: path), to: office.topic, settings: SubscriptionSettings(filter: filter))
        }
        let end = try await office.publish(
            #"""
            {"TopicArn":"\#(office.topic)","Message":"m","MessageAttributes":{
             "store":{"DataType":"String","StringValue":"north"},"n":{"DataType":"Number.int","StringValue":"1.50"},
             "b":{"DataType":"Binary","BinaryValue":"AQID"}}}
            """#, configuration: configuration)
        #expect(end.status == .succeeded)
        try await office.deliver(configuration)
        #expect(Set(transport.messages.map(\.endpoint.address)) == ["/all", "/north"])
        let expected = [
            MessageAttribute(name: "store", type: "String", value: "north"),
            MessageAttribute(name: "n", type: "Number.int", value: "1.50"),
            MessageAttribute(name: "b", type: "Binary", value: "AQID"),
        ]
        #expect(transport.messages.allSatisfy { $0.attributes == expected })
        #expect(try await office.log.notifications(of: end.execution).first?.attributes == expected)
    }

    @Test func `a structured message gives each protocol its own text`() async throws {
        let office = try PostOffice()
        let transport = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        let configuration = office.configuration {
            $0.transports.maildir = transport
            $0.transports.queue = transport
        }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail"), to: office.topic)
        try await office.directory.subscribe(.queue(name: "q"), to: office.topic)
        let body = JSONValue.string(#"{"default":"for all","sqs":"for queues","lambda":"for nobody"}"#).text
        let end = try await office.publish(
            #"{"TopicArn":"\#(office.topic)","Message":\#(body),"MessageStructure":"json"}"#,
            configuration: configuration)
        #expect(end.status == .succeeded)
        try await office.deliver(configuration)
        let texts = Dictionary(uniqueKeysWithValues: transport.messages.map { ($0.endpoint.protocolName, $0.text) })
        #expect(texts == ["maildir": "for all", "queue": "for queues"])
    }

    @Test(arguments: [
        (#""MessageStructure":"xml""#, #""m""#, "only json is known"),
        (#""MessageStructure":"json""#, #""m""#, "failed to parse"),
        (#""MessageStructure":"json""#, #""{}""#, "No default entry"),
        (#""MessageStructure":"json""#, #""{\"default\":7}""#, "'default'"),
        (#""MessageAttributes":[]"#, #""m""#, "not an object"),
        (#""MessageAttributes":{"a":{}}"#, #""m""#, "DataType"),
        (#""MessageAttributes":{"a":{"DataType":"Date","StringValue":"x"}}"#, #""m""#, "DataType"),
        (#""MessageAttributes":{"a":{"DataType":"String"}}"#, #""m""#, "StringValue"),
        (#""MessageAttributes":{"a":{"DataType":"String","StringValue":""}}"#, #""m""#, "not empty"),
        (#""MessageAttributes":{"a":{"DataType":"String","BinaryValue":"AA=="}}"#, #""m""#, "BinaryValue"),
        (#""MessageAttributes":{"a":{"DataType":"String","StringValue":"x","Colour":"red"}}"#, #""m""#, "'Colour'"),
        (#""MessageAttributes":{"AWS.a":{"DataType":"String","StringValue":"x"}}"#, #""m""#, "no name"),
        (#""MessageAttributes":{"a..b":{"DataType":"String","StringValue":"x"}}"#, #""m""#, "no name"),
        (#""MessageAttributes":{"a b":{"DataType":"String","StringValue":"x"}}"#, #""m""#, "no name"),
        (#""PhoneNumber":"+1""#, #""m""#, "not supported"), (#""MessageGroupId":"g""#, #""m""#, "not supported"),
    ])
    func `what the service refuses fails the task`(field: String, message: String, words: String) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let end = try await office.publish(#"{"TopicArn":"\#(office.topic)","Message":\#(message),\#(field)}"#)
        #expect(end.error == "SNS.InvalidParameterException")
        #expect(end.cause?.contains(words) == true, "\(end.cause ?? "")")
    }

    @Test(arguments: [
        #"{"DataType":"Number","StringValue":"one"}"#, #"{"DataType":"Binary","BinaryValue":"*"}"#,
        #"{"DataType":"String.Array","StringValue":"[{}]"}"#, #"{"DataType":"String.Array","StringValue":"x"}"#,
    ])
    func `a value that is not of its type fails the task by its own name`(attribute: String) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let end = try await office.publish(
            #"{"TopicArn":"\#(office.topic)","Message":"m","MessageAttributes":{"a":\#(attribute)}}"#)
        #expect(end.error == "SNS.InvalidParameterValueException")
    }

    @Test(arguments: [(131_069, true), (131_070, false)])
    func `attributes count to the limit of a message`(count: Int, isAccepted: Bool) throws {
        let topic = "arn:aws:sns:us-east-1:123456789012:T"
        let message = String(repeating: "x", count: 131_068)
        let value = String(repeating: "y", count: count)
        let attribute = #"{"a":{"DataType":"String","StringValue":"\#(value)"}}"#
        let input = try JSONText(
            validating: #"{"TopicArn":"\#(topic)","Message":"\#(message)","MessageAttributes":\#(attribute)}"#)
        if isAccepted {
            #expect(try PublishParameters(input).attributes.count == 1)
        } else {
            #expect(throws: TaskError.self) { try PublishParameters(input) }
        }
    }
}
