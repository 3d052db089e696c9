extension AWSService {
    static let iotdataplane = AWSService(
        name: "iotdataplane", id: "IotDataPlane", scope: "iotdata", wire: .rest(iotdataplaneOperations), isCamel: true,
        modelled: ["ThrottlingException"], prefix: "data-ats.iot")

    private static let iotdataplaneOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                shadowName:name
                """),
            headers: .pairs(
                """
                correlationData:x-amz-mqtt5-correlation-data
                payloadFormatIndicator:x-amz-mqtt5-payload-format-indicator userProperties:x-amz-mqtt5-user-properties
                """))
        let service = RESTService(.json, table.operations(iotdataplaneText))
        return service
    }()

    private static let iotdataplaneText = """
        Publish POST /topics/{topic}
          ? qos retain contentType responseTopic messageExpiry
          @ userProperties payloadFormatIndicator correlationData
          bytes payload
          -> nothing
        GetThingShadow GET /things/{thingName}/shadow
          ? shadowName
          -> bytes payload
        UpdateThingShadow POST /things/{thingName}/shadow
          ? shadowName
          bytes payload
          -> bytes payload
        DeleteThingShadow DELETE /things/{thingName}/shadow
          ? shadowName
          -> bytes payload
        ListNamedShadowsForThing GET /api/things/shadow/ListNamedShadowsForThing/{thingName}
          ? nextToken pageSize
        GetRetainedMessage GET /retainedMessage/{topic}
        ListRetainedMessages GET /retainedMessage
          ? nextToken maxResults
        """
}
