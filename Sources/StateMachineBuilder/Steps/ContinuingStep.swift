public import JSON

/// A state that goes on: with the next step, or, being the last one, by ending its block, unless it says otherwise.
public protocol ContinuingStep: InputStep {}

extension ContinuingStep {
    /// Goes on with the state of this name (`Next`).
    public func next(_ name: String) -> Self {
        changed {
            $0.remove("End")
            $0.set("Next", .string(name))
        }
    }

    /// Ends the machine, the branch or the iteration (`End`), although other steps follow.
    public func end() -> Self {
        changed {
            $0.remove("Next")
            $0.set("End", true)
        }
    }

    /// Assigns variables (`Assign`): an object of a value, or a path under a key that ends in `.$`, for each.
    public func assign(_ variables: JSONValue) -> Self { field("Assign", variables) }
}
