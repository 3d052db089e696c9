import JSON

extension StateReader {
    /// The states of a block, or of the machine itself.
    func states(_ fields: Fields, startAt: String?) -> [State] {
        guard let value = fields.object["States"] else { return [] }
        guard let members = Fields(value, at: fields.place("States"), findings) else { return [] }
        guard !members.object.isEmpty else {
            findings.schema("Value cannot be empty", at: members.location)
            return []
        }
        var graph = TransitionGraph()
        var states: [State] = []
        states.reserveCapacity(members.object.count)
        for (name, value) in members.object {
            let place = members.place(name)
            // Two keys that JSON keeps apart can still be one text to a reader: é written in two ways.
            if !names.insert(name) {
                findings.error(.duplicateStateName, "Another state has this name: \(name)", at: place)
            }
            if name.isEmpty || name.unicodeScalars.count > 80 {
                findings.error(.invalidStateName, "A state's name has 1 to 80 characters", at: place)
            }
            if let state = state(named: name, value, at: place, &graph) { states.append(state) }
        }
        let start = startAt.map {
            TransitionGraph.Edge(target: $0, field: "StartAt", location: fields.place("StartAt"))
        }
        graph.check(names: members.object.keys, start: start, in: members.location, findings)
        return states
    }

    /// A branch of a Parallel state, or what a Map state does with each item.
    func block(_ value: JSONValue, at location: JSONPointer, more known: Set<String> = []) -> StateBlock? {
        guard let fields = Fields(value, at: location, findings) else { return nil }
        let known = known.union(["StartAt", "States", "Comment"])
        for key in fields.object.keys where !known.contains(key) {
            findings.schema("The field '\(key)' is not supported here", at: fields.place(key))
        }
        fields.require("States", "StartAt")
        let startAt = fields.string("StartAt")
        let states = states(fields, startAt: startAt)
        guard let startAt else { return nil }
        return StateBlock(startAt: startAt, states: states, comment: fields.string("Comment"))
    }

    func parallel(_ name: String, _ fields: Fields) -> State? {
        let branches = branches(fields)
        let rules = ErrorRuleReader(findings: findings, language: .jsonPath)
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        let (parameters, selector) = (fields.template("Parameters"), fields.template("ResultSelector"))
        let resultPath = fields.referencePathOrNull("ResultPath")
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let assign = fields.assign()
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let branches else { return nil }
        return .parallel(
            ParallelState(
                name: name, comment: comment, queryLanguage: .jsonPath, branches: branches, inputPath: inputPath,
                parameters: parameters,
                resultSelector: selector, resultPath: resultPath, outputPath: outputPath, output: nil, retry: retry,
                catch: catchers, assign: assign, transition: transition))
    }

    /// A Parallel state's branches; nil where something was reported.
    func branches(_ fields: Fields) -> [StateBlock]? {
        fields.require("Branches")
        guard let elements = fields.array("Branches") else { return nil }
        if elements.isEmpty { findings.schema("Value cannot be empty", at: fields.place("Branches")) }
        let branches = elements.enumerated().compactMap { index, element in
            block(element, at: fields.place("Branches").appending(index))
        }
        return branches.isEmpty || branches.count != elements.count ? nil : branches
    }

    func map(_ name: String, _ fields: Fields) -> State? {
        let (processor, distributed) = processor(fields, language: .jsonPath)
        let itemsPath = fields.has("ItemsPath") ? fields.path("ItemsPath") : .entireInput
        fields.excludeEachOther("ItemSelector", "Parameters")
        let selector = fields.template("ItemSelector") ?? fields.template("Parameters")
        let maxConcurrency = maxConcurrency(fields)
        let rules = ErrorRuleReader(findings: findings, language: .jsonPath)
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        let resultSelector = fields.template("ResultSelector")
        let resultPath = fields.referencePathOrNull("ResultPath")
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let assign = fields.assign()
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let processor, let itemsPath else { return nil }
        return .map(
            MapState(
                name: name, comment: comment, queryLanguage: .jsonPath, processor: processor, inputPath: inputPath,
                itemsPath: itemsPath, itemsTemplate: nil, itemSelector: selector, maxConcurrency: maxConcurrency,
                resultSelector: resultSelector, resultPath: resultPath, outputPath: outputPath, output: nil,
                retry: retry, catch: catchers, assign: assign, transition: transition, distributed: distributed,
                tolerance: .none))
    }

    private func maxConcurrency(_ fields: Fields) -> MaxConcurrency {
        fields.excludeEachOther("MaxConcurrency", "MaxConcurrencyPath")
        if let path = fields.path("MaxConcurrencyPath") { return .path(path) }
        return .constant(fields.integer("MaxConcurrency", in: 0...Int.max) ?? 0)
    }
}
