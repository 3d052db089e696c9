/// What a request is signed with: AWS Signature Version 4.
package struct RequestSigning: Sendable {
    /// The region in the signature's scope, such as `us-east-1`.
    package var region: String
    /// The service in the signature's scope, such as `sqs`.
    package var service: String
    /// The id of the key.
    package var keyID: String
    /// The key.
    package var key: String

    package init(region: String, service: String, keyID: String, key: String) {
        self.region = region
        self.service = service
        self.keyID = keyID
        self.key = key
    }
}
