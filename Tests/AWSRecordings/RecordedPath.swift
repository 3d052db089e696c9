/// A path that a recorded case leaves out of the comparison: `$..events[4].previousEventId`.
package struct RecordedPath {
    /// A step down into a value.
    package enum Step: Hashable {
        case member(String)
        case element(Int)
    }

    private enum Part {
        case step(Step)
        case anyDepth
    }

    private let parts: [Part]

    /// Reads a path; nil where it is none.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = text.dropFirst()
        guard text.first == "$" else { return nil }
        while let sign = rest.popFirst() {
            if sign == "[" {
                guard let index = Int(rest.prefix { $0 != "]" }) else { return nil }
                parts.append(.step(.element(index)))
                rest = rest.drop { $0 != "]" }.dropFirst()
            } else if sign == "." {
                if rest.first == "." {
                    rest.removeFirst()
                    parts.append(.anyDepth)
                }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                parts.append(.step(.member(String(name))))
                rest = rest.dropFirst(name.count)
            } else {
                return nil
            }
        }
        self.parts = parts
    }

    /// Whether it leads to the place that `steps` lead to.
    package func leads(to steps: [Step]) -> Bool {
        Self.leads(parts[...], to: steps[...])
    }

    private static func leads(_ parts: ArraySlice<Part>, to steps: ArraySlice<Step>) -> Bool {
        guard let part = parts.first else { return steps.isEmpty }
        switch part {
        case .step(let step): return steps.first == step && leads(parts.dropFirst(), to: steps.dropFirst())
        case .anyDepth:
            return steps.indices.contains { leads(parts.dropFirst(), to: steps[$0...]) }
        }
    }
}
