import Engine
import EngineTesting
import Testing

@Suite("A growing list") struct GrowingListTests {
    @Test("holds what an array would", arguments: [0, 1, 31, 32, 33, 1023, 1024, 1025, 1056, 1057, 2048, 33_000])
    func elements(_ count: Int) {
        var list = GrowingList<Int>()
        for number in 0..<count { list.append(number) }
        #expect(Array(list) == Array(0..<count))
        #expect(list.count == count)
        #expect(list == GrowingList(repeating: 0, count: count) || count > 1)
    }

    @Test("changes in places, and its copies do not", arguments: [1, 2, 3] as [UInt64])
    func changes(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var list = GrowingList<Int>()
        var array: [Int] = []
        var copies: [(GrowingList<Int>, [Int])] = []
        for step in 0..<5000 {
            if array.isEmpty || Bool.random(using: &generator) {
                list.append(step)
                array.append(step)
            } else {
                let place = Int.random(in: 0..<array.count, using: &generator)
                list[place] = -step
                array[place] = -step
            }
            if step % 500 == 0 { copies.append((list, array)) }
        }
        #expect(Array(list) == array)
        for (list, array) in copies { #expect(Array(list) == array) }
    }
}
