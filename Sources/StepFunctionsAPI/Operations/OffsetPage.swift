internal import JSON

/// A page of a list that is at hand as a whole.
struct OffsetPage {
    private let list: String
    private let limit: Int
    private let offset: Int

    /// Reads `maxResults` and `nextToken`.
    init(_ request: APIRequest, of list: String, tokenLength: Int = 1024) throws(APIError) {
        self.list = list
        limit = try request.pageSize()
        let token = try request.optionalText("nextToken", 1...tokenLength)
        offset = try token.map { token throws(APIError) in try PageToken.offset(token, of: list) } ?? 0
    }

    /// The page, under the name that the service gives it.
    func answer<Element>(
        _ name: String, _ elements: [Element], _ json: (Element) -> JSONValue
    ) -> JSONObject {
        let page = elements.dropFirst(offset).prefix(limit)
        var answer: JSONObject = [name: .array(page.map(json))]
        if offset + page.count < elements.count {
            answer["nextToken"] = .string(PageToken.text(offset + page.count, of: list))
        }
        return answer
    }
}
