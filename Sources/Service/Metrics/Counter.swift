internal import Synchronization

/// A number that only grows.
package final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  package func increment(by amount: Int = 1) {
    precondition(amount >= 0, "a counter cannot shrink")
    count.wrappingAdd(amount, ordering: .relaxed)
  }

  package var value: Int { count.load(ordering: .relaxed) }
}

/// A counter for each combination of label values.
package final class CounterFamily: MetricFamily {
  let head: MetricHead
  let type = "counter"
  private let children = MetricChildren { Counter() }

  init(_ head: MetricHead) {
    self.head = head
    if head.labels.isEmpty { _ = children.child([], of: head) }
  }

  /// The counter for these label values, in the order of declaration.
  package func with(_ values: String...) -> Counter { children.child(values, of: head) }

  /// Counts on a family without labels.
  package func increment(by amount: Int = 1) { children.child([], of: head).increment(by: amount) }

  func write(to text: inout String) {
    for (values, child) in children.sorted() {
      text += "\(head.name)\(MetricText.labels(head.labels, values)) \(child.value)\n"
    }
  }
}
