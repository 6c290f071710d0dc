internal import Synchronization

/// A number that goes up and down.
package final class Gauge: Sendable {
  /// The bits of a Double, since those have no atomics of their own.
  private let bits = Atomic<UInt64>(0)

  package func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  package func add(_ amount: Double) {
    var old = bits.load(ordering: .relaxed)
    while true {
      let new = (Double(bitPattern: old) + amount).bitPattern
      let (exchanged, original) = bits.weakCompareExchange(
        expected: old, desired: new, ordering: .relaxed)
      if exchanged { return }
      old = original
    }
  }

  package var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// A gauge for each combination of label values.
package final class GaugeFamily: MetricFamily {
  let head: MetricHead
  let type = "gauge"
  private let children = MetricChildren { Gauge() }

  init(_ head: MetricHead) {
    self.head = head
    if head.labels.isEmpty { _ = children.child([], of: head) }
  }

  /// The gauge for these label values, in the order of declaration.
  package func with(_ values: String...) -> Gauge { children.child(values, of: head) }

  /// Sets a family without labels.
  package func set(_ value: Double) { children.child([], of: head).set(value) }

  /// Changes a family without labels.
  package func add(_ amount: Double) { children.child([], of: head).add(amount) }

  func write(to text: inout String) {
    for (values, child) in children.sorted() {
      let labels = MetricText.labels(head.labels, values)
      text += "\(head.name)\(labels) \(MetricText.number(child.value))\n"
    }
  }
}

/// A number that is looked up when the metrics are read.
final class SampledFamily: MetricFamily {
  let head: MetricHead
  let type: String
  private let sample: @Sendable () -> Double

  init(_ head: MetricHead, type: String, sample: @escaping @Sendable () -> Double) {
    self.head = head
    self.type = type
    self.sample = sample
  }

  func write(to text: inout String) {
    text += "\(head.name) \(MetricText.number(sample()))\n"
  }
}
