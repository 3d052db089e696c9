import Engine

extension ExecutionState {
    /// The path to a branch or iteration that is open, as `audit` writes it; `nil` for the machine itself.
    func branch(of id: FrameID) -> String? {
        guard let frame = frames.first(where: { $0.id == id }), let parent = frame.parent,
            let around = frames.first(where: { $0.id == parent })
        else { return nil }
        let step = "\(around.state)[\(frame.index)]"
        return branch(of: parent).map { "\($0)/\(step)" } ?? step
    }

    /// The frames that are in a state: not those that stand still because another branch failed.
    var current: [Frame] {
        frames.filter { frame in
            switch frame.phase {
            case .opened, .entering, .finished, .suspended: false
            default: true
            }
        }
    }
}
