import Testing

/// Many engine processes on one log, and whatever can happen to them. One test at a time: each needs the whole machine.
@Suite(.serialized) struct ChaosTests {}
