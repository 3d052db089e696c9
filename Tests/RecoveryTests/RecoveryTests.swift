import Testing

/// Real processes, killed for real. They run one suite after the other: each of them keeps the machine busy by itself.
@Suite(.serialized, .timeLimit(.minutes(30))) enum RecoveryTests {}
