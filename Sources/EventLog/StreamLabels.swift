/// Short names and values by which streams can be listed: an index over the events, never the truth.
public typealias StreamLabels = [String: String]
