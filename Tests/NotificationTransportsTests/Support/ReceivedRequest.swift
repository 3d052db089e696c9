/// A request as the test webhook kept it.
struct ReceivedRequest: Decodable {
    let path: String
    let peer: Int
    let headers: [String: String]
    let body: String
}
