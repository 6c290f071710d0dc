import TestSupport

/// Deals faults in random order, each kind once before any comes again: as many as there are kinds hold each of them.
struct FaultBag {
  private let engine: Cluster.Engine
  private var rest: [Fault] = []

  init(_ engine: Cluster.Engine) { self.engine = engine }

  mutating func next(using random: inout SeededGenerator) -> Fault {
    if rest.isEmpty {
      rest = Fault.oneOfEach(on: engine, using: &random).shuffled(using: &random)
    }
    return rest.removeLast()
  }
}
