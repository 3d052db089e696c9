/// A stable sort whose comparison may fail.
enum MergeSort {
    /// The elements in order; `isAfter` says whether its first argument belongs behind its second.
    static func sort<Element>(
        _ elements: [Element], by isAfter: (Element, Element) throws(Failure) -> Bool
    ) throws(Failure) -> [Element] {
        var source = elements
        var target = elements
        var width = 1
        while width < source.count {
            var start = 0
            while start < source.count {
                let middle = min(start + width, source.count)
                let end = min(start + 2 * width, source.count)
                try merge(source, start, middle, end, into: &target, by: isAfter)
                start = end
            }
            swap(&source, &target)
            width *= 2
        }
        return source
    }

    private static func merge<Element>(
        _ source: [Element], _ start: Int, _ middle: Int, _ end: Int, into target: inout [Element],
        by isAfter: (Element, Element) throws(Failure) -> Bool
    ) throws(Failure) {
        var left = start
        var right = middle
        for place in start..<end {
            let takesRight: Bool
            if left == middle {
                takesRight = true
            } else if right == end {
                takesRight = false
            } else {
                takesRight = try isAfter(source[left], source[right])
            }
            target[place] = source[takesRight ? right : left]
            if takesRight { right += 1 } else { left += 1 }
        }
    }
}
