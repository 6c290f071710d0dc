/// Which step of a workflow waits for which, by their numbers in the definition. Everything is looked
/// up in constant time; building it takes time in proportion to steps and dependencies.
package struct WorkflowGraph: Sendable, Hashable {
  package let indexes: [String: Int]
  /// The steps that each waits for, in the definition's order.
  package let dependencies: [[Int]]
  /// The steps that wait for each, in the definition's order.
  package let dependents: [[Int]]
  /// Each step after those that it waits for; shorter than the definition if there is a cycle.
  package let order: [Int]
  /// The steps that wait for a signal, by its name.
  package let signalWaits: [String: [Int]]

  /// Names of steps that do not exist are left out: `WorkflowValidator` reports them.
  package init(_ steps: [StepDefinition]) {
    let indexes = Dictionary(
      steps.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    self.indexes = indexes
    dependencies = steps.map { $0.dependencies.compactMap { indexes[$0] }.sorted() }
    var dependents = Array(repeating: [Int](), count: steps.count)
    for (index, needed) in dependencies.enumerated() {
      for other in needed { dependents[other].append(index) }
    }
    self.dependents = dependents
    signalWaits = Dictionary(grouping: steps.indices) { index -> String? in
      if case .wait(.signal(let wait)) = steps[index].work { wait.name } else { nil }
    }.reduce(into: [:]) { waits, entry in
      if let name = entry.key { waits[name] = entry.value }
    }

    // Kahn, "Topological sorting of large networks" (1962).
    var waitCounts = dependencies.map(\.count)
    var order = steps.indices.filter { waitCounts[$0] == 0 }
    var next = 0
    while next < order.count {
      for dependent in dependents[order[next]] {
        waitCounts[dependent] -= 1
        if waitCounts[dependent] == 0 { order.append(dependent) }
      }
      next += 1
    }
    self.order = order
  }

  /// Steps that wait for each other in a circle, the first again at the end; `nil` when there are none.
  package var cycle: [Int]? {
    let sorted = Set(order)
    guard let start = dependencies.indices.first(where: { !sorted.contains($0) }) else {
      return nil
    }
    // Each step that is left waits for one that is left, so walking on comes back.
    var path = [start]
    var places = [start: 0]
    while let next = dependencies[path[path.count - 1]].first(where: { !sorted.contains($0) }) {
      if let place = places[next] { return path[place...] + [next] }
      places[next] = path.count
      path.append(next)
    }
    return nil
  }

  /// A step and all that wait for it, directly or not.
  package func downstream(of roots: some Sequence<Int>) -> Set<Int> {
    var found = Set(roots)
    var open = Array(found)
    while let index = open.popLast() {
      for dependent in dependents[index] where found.insert(dependent).inserted {
        open.append(dependent)
      }
    }
    return found
  }
}
