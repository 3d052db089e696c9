/// A request as the test webhook kept it.
package struct ReceivedRequest: Decodable {
    package let path: String
    package let peer: Int
    package let headers: [String: String]
    package let body: String
}
