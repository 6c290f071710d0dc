import Testing

import Service

@Suite struct MetricsTests {
  @Test func writesThePrometheusFormat() {
    let metrics = MetricsRegistry()
    let requests = metrics.counter(
      "apus_requests_total", help: "Requests\nby \\ method.", labels: ["method", "code"])
    requests.with("Ask", "OK").increment(by: 2)
    requests.with("A\"sk\\\n", "NOT_FOUND").increment()
    metrics.gauge("apus_temperature_celsius", help: "How warm.").set(-1.5)
    metrics.gauge("apus_sampled_ratio", help: "Looked up.") { 0.25 }
    let durations = metrics.histogram(
      "apus_wait_seconds", help: "Waiting.", labels: ["queue"], buckets: [0.1, 1])
    for value in [0.05, 0.1, 0.5, 7] { durations.with("a").observe(value) }
    durations.with("a").observe(.milliseconds(250))
    let expected = """
      # HELP apus_requests_total Requests\\nby \\\\ method.
      # TYPE apus_requests_total counter
      apus_requests_total{method="A\\"sk\\\\\\n",code="NOT_FOUND"} 1
      apus_requests_total{method="Ask",code="OK"} 2
      # HELP apus_sampled_ratio Looked up.
      # TYPE apus_sampled_ratio gauge
      apus_sampled_ratio 0.25
      # HELP apus_temperature_celsius How warm.
      # TYPE apus_temperature_celsius gauge
      apus_temperature_celsius -1.5
      # HELP apus_wait_seconds Waiting.
      # TYPE apus_wait_seconds histogram
      apus_wait_seconds_bucket{queue="a",le="0.1"} 2
      apus_wait_seconds_bucket{queue="a",le="1"} 4
      apus_wait_seconds_bucket{queue="a",le="+Inf"} 5
      apus_wait_seconds_sum{queue="a"} 7.9
      apus_wait_seconds_count{queue="a"} 5

      """
    #expect(metrics.prometheusText() == expected)
  }

  @Test func labelValuesFromOutsideAreBounded() {
    let metrics = MetricsRegistry()
    let family = metrics.counter("apus_x_total", help: "X.", labels: ["name"])
    for index in 0..<5_000 { family.with("n\(index)").increment() }
    let lines = metrics.prometheusText().split(separator: "\n")
    #expect(lines.count == 2 + 1_001)
    #expect(lines.contains("apus_x_total{name=\"other\"} 4000"))
  }

  @Test func concurrentUpdatesAreNotLost() async {
    let metrics = MetricsRegistry()
    let counter = metrics.counter("apus_c_total", help: "C.", labels: ["a"]).with("x")
    let gauge = metrics.gauge("apus_g", help: "G.", labels: ["a"]).with("x")
    let histogram = metrics.histogram("apus_h", help: "H.", labels: ["a"]).with("x")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<5_000 {
            counter.increment()
            gauge.add(1)
            histogram.observe(0.5)
          }
        }
      }
    }
    #expect(counter.value == 40_000)
    #expect(gauge.value == 40_000)
    #expect(histogram.count == 40_000)
  }

  @Test func readinessIsWhatIsLeftOfTheReasons() {
    let readiness = Readiness()
    let seen = Seen()
    readiness.observe { seen.append($0) }
    readiness.block("model", "loading")
    readiness.block("store", "migrating")
    readiness.block("model", "loading 50%")
    #expect(
      readiness.reasons.map { "\($0.part): \($0.reason)" } == [
        "model: loading 50%", "store: migrating",
      ])
    readiness.unblock("model")
    #expect(!readiness.isReady)
    readiness.unblock("store")
    readiness.unblock("store")
    #expect(readiness.isReady)
    #expect(seen.values == [true, false, true])
  }
}

private final class Seen: @unchecked Sendable {
  // Used by one test on one thread.
  var values: [Bool] = []
  func append(_ value: Bool) { values.append(value) }
}
