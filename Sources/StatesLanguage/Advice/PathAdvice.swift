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
            guard let input = flow.inputs[state.name], input != .unknown, let place = places.of[state.name] else {
                continue
            }
            check(state, at: place, input)
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
            check(pass.output, "Output", in: input, at: place)
        case .task(let task):
            check(task.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(task.inputPath)
            check(task.parameters, task.queryLanguage.argumentsField, in: selected, at: place)
            check(task.timeout, "TimeoutSeconds", in: selected, at: place)
            check(task.heartbeat, "HeartbeatSeconds", in: selected, at: place)
            check(task.output, "Output", in: input, at: place)
        case .wait(let wait):
            check(wait.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(wait.inputPath)
            check(wait.duration, in: selected, at: place)
            check(wait.outputPath, "OutputPath", in: selected, at: place)
            check(wait.output, "Output", in: input, at: place)
        case .choice(let choice):
            check(choice.inputPath, "InputPath", in: input, at: place)
            ChoiceAdvice(findings: findings).check(choice, at: place, input.selected(choice.inputPath))
        case .parallel(let parallel):
            check(parallel.inputPath, "InputPath", in: input, at: place)
            check(
                parallel.parameters, parallel.queryLanguage.argumentsField, in: input.selected(parallel.inputPath),
                at: place)
            check(parallel.output, "Output", in: input, at: place)
        case .map(let map):
            check(map.inputPath, "InputPath", in: input, at: place)
            let selected = input.selected(map.inputPath)
            check(map.itemsPath, "ItemsPath", in: selected, at: place)
            check(map.itemSelector, "ItemSelector", in: selected, at: place)
            check(map.itemsTemplate, "Items", in: input, at: place)
            switch map.maxConcurrency {
            case .constant: break
            case .path(let path): check(path, "MaxConcurrencyPath", in: selected, at: place)
            case .expression(let expression):
                findings.check(expression, in: input, at: place.appending("MaxConcurrency"))
            }
            check(map.output, "Output", in: input, at: place)
        case .succeed(let succeed):
            check(succeed.inputPath, "InputPath", in: input, at: place)
            check(succeed.outputPath, "OutputPath", in: input.selected(succeed.inputPath), at: place)
            check(succeed.output, "Output", in: input, at: place)
        case .fail(let fail):
            check(fail.error, "Error", in: input, at: place)
            check(fail.cause, "Cause", in: input, at: place)
        }
    }

    private func check(_ limit: TimeoutSetting?, _ field: String, in shape: Shape, at place: JSONPointer) {
        switch limit {
        case .seconds?, nil: return
        case .path(let path)?: check(path, "\(field)Path", in: shape, at: place)
        case .expression(let expression)?: findings.check(expression, in: shape, at: place.appending(field))
        }
    }

    private func check(_ duration: WaitDuration, in shape: Shape, at place: JSONPointer) {
        switch duration {
        case .seconds, .timestamp: return
        case .secondsPath(let path): check(path, "SecondsPath", in: shape, at: place)
        case .timestampPath(let path): check(path, "TimestampPath", in: shape, at: place)
        case .secondsExpression(let expression): findings.check(expression, in: shape, at: place.appending("Seconds"))
        case .timestampExpression(let expression):
            findings.check(expression, in: shape, at: place.appending("Timestamp"))
        }
    }

    private func check(_ text: FailText?, _ field: String, in shape: Shape, at place: JSONPointer) {
        switch text {
        case .constant?, .call?, nil: return
        case .path(let path)?: check(path, "\(field)Path", in: shape, at: place)
        case .expression(let expression)?: findings.check(expression, in: shape, at: place.appending(field))
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
        case .expression(let expression): findings.check(expression, in: shape, at: place)
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

extension QueryLanguage {
    /// The field that says what a task or branches are given.
    fileprivate var argumentsField: String { self == .jsonata ? "Arguments" : "Parameters" }
}

extension PayloadTemplate.Node {
    /// How a member with this value is written.
    fileprivate func key(of name: String) -> String {
        switch self {
        case .path, .call: name + ".$"
        case .literal, .expression, .object, .array: name
        }
    }
}

extension Findings {
    /// Warns of an expression that only reads what cannot be there.
    func check(_ expression: FieldExpression, in shape: Shape, at place: JSONPointer) {
        guard let path = expression.inputPath, shape.value(at: path) == nil else { return }
        inferred(.pathCannotExist, "Nothing is at '\(expression.text)' on any way to this state", at: place)
    }

    /// Warns where nothing can be at the end of a path.
    func check(_ path: JSONPath, in shape: Shape, at place: JSONPointer) {
        guard shape.value(at: path) == nil else { return }
        inferred(.pathCannotExist, "Nothing is at '\(path.text)' on any way to this state", at: place)
    }
}
