import Testing

@testable import PostgresBackend

@Suite struct PipelineMachineTests {
    typealias Machine = PipelineMachine<String>

    @Test func `answers go to their requests in order`() {
        var machine = Machine()
        machine.sent([.prepare("a"), .execute])
        machine.sent([.frame, .execute, .execute, .frame])
        #expect(!machine.isIdle)
        #expect(machine.step("prepared") == "")
        #expect(machine.step("1") == "")
        #expect(machine.receivedSync().text == "1")
        for reply in ["begin", "2", "3", "commit"] { #expect(machine.step(reply) == "") }
        #expect(machine.receivedSync().text == "2,3")
        #expect(machine.isIdle)
    }

    @Test func `an error ends its request only, and what it did not prepare is forgotten`() {
        var machine = Machine()
        machine.sent([.execute, .prepare("b"), .execute])
        machine.sent([.execute])
        #expect(machine.received(error: ServerError(code: "23505", message: "")).text == "")
        machine.receivedNull()
        #expect(machine.receivedAborted().text == "forget b")
        machine.receivedNull()
        #expect(machine.receivedAborted().text == "")
        machine.receivedNull()
        #expect(machine.receivedSync().text == "23505")
        #expect(machine.step("x") == "")
        #expect(machine.receivedSync().text == "x")
    }

    @Test func `a transaction that fails at its very end has failed`() {
        var machine = Machine()
        machine.sent([.execute])
        #expect(machine.step("x") == "")
        #expect(machine.received(error: ServerError(code: "40001", message: "")).text == "")
        #expect(machine.receivedSync().text == "40001")
    }

    @Test func `what nobody asked for breaks the connection off`() {
        var machine = Machine()
        #expect(machine.received("x").text == "break")
        #expect(machine.receivedSync().text == "break")
        machine.sent([.execute])
        #expect(machine.receivedSync().text == "break")
    }
}

extension PipelineMachine<String> {
    fileprivate mutating func step(_ reply: String) -> String {
        let action = received(reply)
        receivedNull()
        return action.text
    }
}

extension PipelineMachine<String>.ResultAction {
    fileprivate var text: String {
        switch self {
        case .goOn: ""
        case .forget(let sql): "forget \(sql)"
        case .finish(let replies, let error): error?.code ?? replies.joined(separator: ",")
        case .breakOff: "break"
        }
    }
}

@Suite struct LinkMachineTests {
    let start = Moment(nanoseconds: 1_000_000_000)

    func up() -> LinkMachine {
        var machine = LinkMachine()
        #expect(machine.wanted() == .connect)
        #expect(machine.connected() == .setUp)
        machine.didSetUp(now: start)
        return machine
    }

    @Test func `it connects when it is wanted, once`() {
        var machine = LinkMachine()
        #expect(machine.nextTick == nil)
        #expect(machine.wanted() == .connect)
        #expect(machine.wanted() == .wait)
        #expect(machine.connected() == .setUp)
        #expect(!machine.isUp)
        machine.didSetUp(now: start)
        #expect(machine.isUp)
    }

    @Test func `what was up is tried again at once, and then with pauses that grow`() {
        var machine = up()
        #expect(machine.lost(now: start, jitter: 1) == .pause(until: start))
        var pauses: [Duration] = []
        var now = start
        for _ in 0..<10 {
            #expect(machine.tick(now: now) == .connect)
            guard case .pause(let until) = machine.lost(now: now, jitter: 1) else { return }
            pauses.append(.nanoseconds(until.nanoseconds - now.nanoseconds))
            #expect(machine.tick(now: now) == .nothing)
            now = until
        }
        #expect(pauses.prefix(3) == [.milliseconds(40), .milliseconds(80), .milliseconds(160)])
        #expect(pauses.last == .seconds(2))
        #expect(pauses == pauses.sorted())
    }

    @Test func `jitter takes up to half of a pause away`() {
        var (early, late) = (LinkMachine(), LinkMachine())
        _ = (early.wanted(), late.wanted())
        #expect(early.lost(now: start, jitter: 0) == .pause(until: start.adding(.milliseconds(10))))
        #expect(late.lost(now: start, jitter: 1) == .pause(until: start.adding(.milliseconds(20))))
    }

    @Test func `an idle connection is asked whether it lives`() {
        var machine = up()
        let later = start.adding(.seconds(15))
        #expect(machine.nextTick == later)
        #expect(machine.tick(now: start.adding(.seconds(14))) == .nothing)
        #expect(machine.tick(now: later) == .ping)
        #expect(machine.tick(now: later) == .nothing)
    }

    @Test func `a connection that comes after the end is dropped`() {
        var machine = LinkMachine()
        _ = machine.wanted()
        machine.close()
        #expect(machine.connected() == .drop)
        #expect(machine.lost(now: start, jitter: 0) == .stayClosed)
        #expect(machine.tick(now: start.adding(.seconds(60))) == .nothing)
    }
}
