internal import JSON

/// One evaluation: what it knows, and what it has used up.
final class Run {
    let context: EvaluationContext
    /// The input document.
    let root: Value
    let library: FunctionLibrary
    var random: RandomSource
    /// A call in tail position, which the call it would return to carries out.
    @exclusivity(unchecked) var pending: PendingCall?

    private(set) var symbols: [String]
    /// Scopes in which functions were made.
    private var captured: [Frame] = []
    private let bindings: [String: JSONValue]
    private var globals: [Global]

    // These are touched at each step and by nothing that runs meanwhile.
    @exclusivity(unchecked) private var depth = 0
    private let deepest: Int
    @exclusivity(unchecked) private var ticks = 0
    @exclusivity(unchecked) private var stepsLeft: Int
    @exclusivity(unchecked) private var bytesLeft: Int

    private enum Global {
        case unknown
        case absent
        case value(Value)
    }

    /// A call that waits for its caller to be left.
    struct PendingCall {
        let function: FunctionValue
        let arguments: [Value]
        let node: CallNode
    }

    /// What a level of evaluation counts, where a step into data counts one.
    private static let level = 4
    private static let ticksPerCheck = 4096

    init(
        symbols: [String], bindings: [String: JSONValue], library: FunctionLibrary, context: EvaluationContext,
        root: Value
    ) {
        self.symbols = symbols
        self.bindings = bindings
        self.library = library
        self.context = context
        self.root = root
        random = RandomSource(seed: context.seed)
        globals = [Global](repeating: .unknown, count: symbols.count)
        deepest = min(max(context.limits.depth, 0), EvaluationLimits.deepest) * Self.level
        stepsLeft = context.limits.steps
        bytesLeft = context.limits.memory
    }
}

extension Run {
    /// The value of a variable: of the nearest scope, of the bindings, or a function of the library.
    func value(of name: Int, in frame: Frame) -> Value? {
        frame.find(name) ?? global(name)
    }

    private func global(_ name: Int) -> Value? {
        switch globals[name] {
        case .value(let value): return value
        case .absent: return nil
        case .unknown:
            let text = symbols[name]
            let value = bindings[text].map { Value($0) } ?? library.function(text).map(Value.function)
            globals[name] = value.map(Global.value) ?? .absent
            return value
        }
    }

    /// Notes that a function keeps a scope.
    func capture(_ frame: Frame) {
        if frame.isCaptured { return }
        frame.isCaptured = true
        captured.append(frame)
    }

    /// Frees the scopes that functions keep, which they keep in turn.
    func finish() {
        for frame in captured { frame.clear() }
        // The last was made in those before it: freed from the end, none frees another.
        while !captured.isEmpty { captured.removeLast() }
    }

    /// Compiles a text that came up during the evaluation, with this run's names.
    func compile(_ text: String) throws(Failure) -> any Node {
        var compiler = Compiler(symbols: SymbolTable(names: symbols))
        // Reading a level takes about twice the stack of evaluating one.
        let node = try compiler.compile(text, deepest: max(8, (deepest - depth) / Self.level / 2))
        symbols = compiler.symbols.names
        while globals.count < symbols.count { globals.append(.unknown) }
        return node
    }
}

extension Run {
    /// Goes one expression deeper.
    @inline(__always)
    func enter() throws(Failure) {
        depth &+= Self.level
        if depth > deepest { throw Self.tooDeep() }
        try step()
    }

    /// Comes back from ``enter()``; a failure need not, for it ends the run.
    @inline(__always)
    func leave() {
        depth &-= Self.level
    }

    /// Goes one array or object deeper into a value.
    func descend() throws(Failure) {
        depth &+= 1
        if depth > deepest { throw Self.tooDeep() }
    }

    /// Comes back from ``descend()``.
    func ascend() {
        depth &-= 1
    }

    private static func tooDeep() -> Failure {
        .limit(
            "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive."
        )
    }

    /// Refuses a value that would need a deep stack to be freed; what is bound or handed on again and again passes here.
    @inline(__always)
    func admit(_ value: Value) throws(Failure) {
        if value.height > Self.highest { throw .limit("The values stand too deep inside each other") }
    }

    private static let highest = 256

    /// What is left of the limits.
    var remaining: EvaluationLimits {
        EvaluationLimits(
            depth: context.limits.depth, steps: max(0, stepsLeft + max(0, ticks)), memory: max(0, bytesLeft))
    }

    /// Takes a step.
    @inline(__always)
    func step() throws(Failure) {
        ticks &-= 1
        if ticks < 0 { try check() }
    }

    private func check() throws(Failure) {
        if stepsLeft <= 0 { throw .limit("Expression evaluation timeout: Check for infinite loop") }
        if context.isOverdue?() == true { throw .limit("Expression evaluation timeout: Check for infinite loop") }
        ticks = min(Self.ticksPerCheck, stepsLeft)
        stepsLeft -= ticks
    }

    /// Takes many steps at one time.
    func step(_ count: Int) throws(Failure) {
        if count > ticks {
            stepsLeft -= count - ticks
            ticks = 0
            if stepsLeft <= 0 { throw .limit("Expression evaluation timeout: Check for infinite loop") }
        } else {
            ticks -= count
        }
    }

    /// Pays for a look at bytes, where they are many.
    @inline(__always)
    func read(_ bytes: Int) throws(Failure) {
        if bytes >= 256 { try step(bytes / 128) }
    }

    /// Pays for bytes about to be used.
    @inline(__always)
    func allocate(_ bytes: Int) throws(Failure) {
        bytesLeft -= bytes
        if bytesLeft < 0 {
            throw .limit("Expression evaluation memory limit exceeded: Check for excessive memory usage")
        }
    }

    /// Pays for a number of elements, in memory and in steps.
    func allocate(elements count: Int) throws(Failure) {
        try allocate(count &* MemoryLayout<Value>.stride)
        try step(count)
    }
}

extension Failure {
    /// A limit was reached.
    static func limit(_ message: String) -> Failure {
        Failure("U1001", message: message)
    }
}
