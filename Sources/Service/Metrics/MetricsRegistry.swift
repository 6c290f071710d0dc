internal import Synchronization

/// Every metric of a process, written out in Prometheus' text format.
///
/// A family is declared once with its labels; `with(...)` finds the child for given label values,
/// which code on a hot path keeps. Declaring a name twice traps: it is a bug.
package final class MetricsRegistry: Sendable {
  private let families = Mutex<[String: any MetricFamily]>([:])

  package init() {}

  /// A number that only grows. By convention its name ends with `_total`.
  package func counter(
    _ name: String, help: String, labels: [String] = []
  ) -> CounterFamily {
    precondition(name.hasSuffix("_total"), "counter '\(name)' must end with _total")
    return add(CounterFamily(MetricHead(name, help, labels)))
  }

  /// A number that goes up and down.
  package func gauge(
    _ name: String, help: String, labels: [String] = []
  ) -> GaugeFamily {
    add(GaugeFamily(MetricHead(name, help, labels)))
  }

  /// A number that is looked up whenever somebody reads the metrics, from any thread.
  package func gauge(
    _ name: String, help: String, sample: @escaping @Sendable () -> Double
  ) {
    _ = add(SampledFamily(MetricHead(name, help, []), type: "gauge", sample: sample))
  }

  /// A growing number that somebody else counts, looked up whenever the metrics are read.
  package func counter(
    _ name: String, help: String, sample: @escaping @Sendable () -> Double
  ) {
    precondition(name.hasSuffix("_total"), "counter '\(name)' must end with _total")
    _ = add(SampledFamily(MetricHead(name, help, []), type: "counter", sample: sample))
  }

  /// A distribution over `buckets`, upper bounds in ascending order; infinity is added.
  package func histogram(
    _ name: String, help: String, labels: [String] = [],
    buckets: [Double] = HistogramBuckets.seconds
  ) -> HistogramFamily {
    add(HistogramFamily(MetricHead(name, help, labels), buckets: buckets))
  }

  private func add<Family: MetricFamily>(_ family: Family) -> Family {
    let isNew = families.withLock { families in
      families.updateValue(family, forKey: family.head.name) == nil
    }
    precondition(isNew, "metric '\(family.head.name)' is declared twice")
    return family
  }

  /// Everything, sorted by name.
  package func prometheusText() -> String {
    let families = families.withLock { Array($0.values) }
    var text = ""
    for family in families.sorted(by: { $0.head.name < $1.head.name }) {
      text += "# HELP \(family.head.name) \(MetricText.helpEscaped(family.head.help))\n"
      text += "# TYPE \(family.head.name) \(family.type)\n"
      family.write(to: &text)
    }
    return text
  }
}

/// Bucket bounds.
package enum HistogramBuckets {
  /// For durations of calls, from half a millisecond to a minute.
  package static let seconds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
  ]
}

/// What all children of a metric have in common.
struct MetricHead: Sendable {
  let name: String
  let help: String
  let labels: [String]

  init(_ name: String, _ help: String, _ labels: [String]) {
    precondition(MetricText.isName(name, allowsColon: true), "'\(name)' is no metric name")
    for label in labels {
      precondition(MetricText.isName(label, allowsColon: false), "'\(label)' is no label name")
    }
    precondition(!help.isEmpty, "metric '\(name)' needs a help text")
    self.name = name
    self.help = help
    self.labels = labels
  }
}

protocol MetricFamily: Sendable {
  var head: MetricHead { get }
  var type: String { get }
  func write(to text: inout String)
}
