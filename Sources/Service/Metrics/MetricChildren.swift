internal import Synchronization

/// The children of a metric by label values.
///
/// At most `countMax`: label values can come from the outside, and a scrape must stay readable. Label
/// values beyond that share one child whose labels all say `other`.
struct MetricChildren<Child: Sendable>: ~Copyable, Sendable {
  private let children = Mutex<[[String]: Child]>([:])
  private let make: @Sendable () -> Child

  init(_ make: @escaping @Sendable () -> Child) { self.make = make }

  func child(_ values: [String], of head: MetricHead) -> Child {
    precondition(
      values.count == head.labels.count,
      "metric '\(head.name)' has the labels \(head.labels), not \(values.count) values")
    return children.withLock { children in
      if let child = children[values] { return child }
      let isFull = children.count >= metricChildCountMax
      let key = isFull ? [String](repeating: "other", count: values.count) : values
      if let child = children[key] { return child }
      let child = make()
      children[key] = child
      return child
    }
  }

  /// All children, sorted by label values.
  func sorted() -> [(values: [String], child: Child)] {
    children.withLock { children in
      children.map { (values: $0.key, child: $0.value) }
    }.sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }
}

/// Children of one metric, at most (one more, `other`, takes the rest).
let metricChildCountMax = 1_000
