import Testing

@testable import CurlTransfers

@Suite struct CurlDriverTests {
    private func request(_ url: String) -> CurlRequest {
        CurlRequest(url: url, upload: .http(method: "GET", [], headers: []))
    }

    @Test func `says why there is no answer`() async {
        // Nobody listens on the port for TCP services.
        let result = await CurlDriver(connectionsPerServer: 1).perform(request("http://127.0.0.1:1/"))
        #expect(!result.isAnswered && result.status == 0 && !result.message.isEmpty)
        #expect(!result.wasAddressRefused && !result.wasCancelled)
    }

    @Test func `looks at the address that a name leads to`() async {
        var request = request("http://localhost:1/")
        request.addresses = AddressPolicy()
        let result = await CurlDriver(connectionsPerServer: 1).perform(request)
        #expect(result.wasAddressRefused && !result.isAnswered)
    }

    @Test func `speaks no other protocol`() async {
        let result = await CurlDriver(connectionsPerServer: 1).perform(request("file:///etc/hostname"))
        #expect(!result.isAnswered && result.body.isEmpty)
    }

    @Test func `ends where nobody waits any more`() async {
        let driver = CurlDriver(connectionsPerServer: 1)
        let request = request("http://127.0.0.1:1/")
        let task = Task { () -> CurlResult in
            withUnsafeCurrentTask { $0?.cancel() }
            return await driver.perform(request)
        }
        #expect(await task.value.wasCancelled)
    }
}
