/// The fields of a state that may draw chance: each draws other numbers from the same seed.
enum ChanceField: UInt64 {
    case other, parameters, resultSelector, assign, itemSelector, error, cause, output, limits, credentials, items,
        duration, tolerance
}
