internal import Synchronization

/// A distribution of observed values.
package final class Histogram: Sendable {
  private struct State {
    /// Observations per bucket, not summed up; the last bucket has no bound.
    var counts: [Int]
    var sum = 0.0
  }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: [Int](repeating: 0, count: bounds.count + 1)))
  }

  package func observe(_ value: Double) {
    let index = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  /// Observes a duration in seconds.
  package func observe(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    observe(Double(seconds) + Double(attoseconds) * 1e-18)
  }

  /// Observations so far.
  package var count: Int { state.withLock { $0.counts.reduce(0, +) } }

  func snapshot() -> (counts: [Int], sum: Double) { state.withLock { ($0.counts, $0.sum) } }
}

/// A histogram for each combination of label values.
package final class HistogramFamily: MetricFamily {
  let head: MetricHead
  let type = "histogram"
  private let bounds: [Double]
  private let children: MetricChildren<Histogram>

  init(_ head: MetricHead, buckets: [Double]) {
    precondition(
      zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }, "buckets must be ascending")
    self.head = head
    bounds = buckets
    children = MetricChildren { Histogram(bounds: buckets) }
    if head.labels.isEmpty { _ = children.child([], of: head) }
  }

  /// The histogram for these label values, in the order of declaration.
  package func with(_ values: String...) -> Histogram { children.child(values, of: head) }

  /// Observes a value of a family without labels.
  package func observe(_ value: Double) { children.child([], of: head).observe(value) }

  func write(to text: inout String) {
    for (values, child) in children.sorted() {
      let (counts, sum) = child.snapshot()
      var running = 0
      for (index, count) in counts.enumerated() {
        running += count
        let bound = index < bounds.count ? MetricText.number(bounds[index]) : "+Inf"
        let labels = MetricText.labels(head.labels, values, bound: bound)
        text += "\(head.name)_bucket\(labels) \(running)\n"
      }
      let labels = MetricText.labels(head.labels, values)
      text += "\(head.name)_sum\(labels) \(MetricText.number(sum))\n"
      text += "\(head.name)_count\(labels) \(running)\n"
    }
  }
}
