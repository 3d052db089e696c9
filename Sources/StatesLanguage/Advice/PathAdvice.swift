import JSON

/// Warns of paths to what no state before can have handed on.
///
/// It is inferred: on every way to the state that the definition has, the member is missing. What tasks answer is not
/// known, so what comes from them is never reported.
struct PathAdvice {
    let findings: Findings
    let places: StatePlaces
    let flow: DataFlow

    func check(_ states: [State]) {
        for state in states {
            guard let place = places.of[state.name], let input = flow.inputs[state.name] else { continue }
            if input != .unknown { check(state, at: place, input) }
        }
    }

    private func check(_ state: State, at place: JSONPointer, _ input: Shape) {
        switch state {
        case .pass(let pass):
            check(pass.inputPath, "InputPath", in: input, at: place)
            check(pass.parameters, "Parameters", in: input.selected(pass.inputPath), at: place)
            let effective = DataFlow.effective(input, pass.inputPath, pass.parameters)
            let result = pass.result.flatMap { try? $0.value() }.map { Shape($0) } ?? effective
            check(pass.outputPath, "OutputPath", in: input.merged(result, at: pass.resultPath), at: place)
        case .task(let task):
            check(task.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(task.inputPath)
            check(task.parameters, "Parameters", in: selected, at: place)
            if case .path(let path)? = task.timeout { check(path, "TimeoutSecondsPath", in: selected, at: place) }
            if case .path(let path)? = task.heartbeat { check(path, "HeartbeatSecondsPath", in: selected, at: place) }
        case .wait(let wait):
            check(wait.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(wait.inputPath)
            if case .secondsPath(let path) = wait.duration { check(path, "SecondsPath", in: selected, at: place) }
            if case .timestampPath(let path) = wait.duration { check(path, "TimestampPath", in: selected, at: place) }
            check(wait.outputPath, "OutputPath", in: selected, at: place)
        case .choice(let choice):
            check(choice.inputPath, "InputPath", in: input, at: place)
            ChoiceAdvice(findings: findings).check(choice, at: place, input.selected(choice.inputPath))
        case .parallel(let parallel):
            check(parallel.inputPath, "InputPath", in: input, at: place)
            check(parallel.parameters, "Parameters", in: input.selected(parallel.inputPath), at: place)
        case .map(let map):
            check(map.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(map.inputPath)
            check(map.itemsPath, "ItemsPath", in: selected, at: place)
            check(map.itemSelector, "ItemSelector", in: selected, at: place)
            if case .path(let path) = map.maxConcurrency { check(path, "MaxConcurrencyPath", in: selected, at: place) }
        case .succeed(let succeed):
            check(succeed.inputPath, "InputPath", in: input, at: place)
            check(succeed.outputPath, "OutputPath", in: input.selected(succeed.inputPath), at: place)
        case .fail(let fail):
            if case .path(let path)? = fail.error { check(path, "ErrorPath", in: input, at: place) }
            if case .path(let path)? = fail.cause { check(path, "CausePath", in: input, at: place) }
        }
    }

    private func check(_ path: JSONPath?, _ field: String, in shape: Shape, at place: JSONPointer) {
        guard let path else { return }
        findings.check(path, in: shape, at: place.appending(field))
    }

    private func check(_ template: PayloadTemplate?, _ field: String, in shape: Shape, at place: JSONPointer) {
        guard let template, shape != .unknown else { return }
        // `Parameters` of a Map are its ItemSelector by an older name.
        let known = places.has(place.appending(field)) ? field : "Parameters"
        check(template.root, in: shape, at: place.appending(known))
    }

    private func check(_ node: PayloadTemplate.Node, in shape: Shape, at place: JSONPointer) {
        switch node {
        case .literal: return
        case .path(let path, _): findings.check(path, in: shape, at: place)
        case .call(let call): check(call, in: shape, at: place)
        case .object(let members):
            for member in members {
                check(member.node, in: shape, at: place.appending(member.node.key(of: member.key)))
            }
        case .array(let nodes):
            for (index, node) in nodes.enumerated() { check(node, in: shape, at: place.appending(index)) }
        }
    }

    private func check(_ call: IntrinsicCall, in shape: Shape, at place: JSONPointer) {
        for argument in call.arguments {
            switch argument {
            case .path(let path): findings.check(path, in: shape, at: place)
            case .call(let inner): check(inner, in: shape, at: place)
            case .literal, .text: continue
            }
        }
    }
}

extension PayloadTemplate.Node {
    /// How a member with this value is written.
    fileprivate func key(of name: String) -> String {
        switch self {
        case .path, .call: name + ".$"
        case .literal, .object, .array: name
        }
    }
}

extension Findings {
    /// Warns where nothing can be at the end of a path.
    func check(_ path: JSONPath, in shape: Shape, at place: JSONPointer) {
        guard shape.value(at: path) == nil else { return }
        inferred(.pathCannotExist, "Nothing is at '\(path.text)' on any way to this state", at: place)
    }
}
