import Orchestrator
import TestSupport
import Testing

/// Large runs cost in proportion to what happens in them: the work of every decision is counted.
@Suite("Large runs", .blocksItsThread)
struct RunScaleTests {
  private struct Count {
    var total = 0
    /// The most that a decision looked at which neither began nor ended anything large.
    var largest = 0
  }

  /// Performs everything that is in flight, the first one first, and counts.
  private func finish(_ run: inout RunDriver) -> Count {
    var count = Count()
    var tasks = run.inFlight
    run.inFlight = []
    var next = 0
    while next < tasks.count {
      let task = tasks[next]
      next += 1
      let places = run.machine.steps.withUnsafeBufferPointer(\.baseAddress)
      let decision = run.machine.decide(
        .attemptSucceeded(
          step: task.step, attempt: task.attempt, result: TestWorkflows.result(of: task)),
        now: 0, using: &run.random)
      if decision.actions.isEmpty {
        // In place: not a copy.
        #expect(run.machine.steps.withUnsafeBufferPointer(\.baseAddress) == places)
        count.largest = max(count.largest, decision.examinedCount)
      }
      count.total += decision.examinedCount
      for case .perform(let task) in decision.actions { tasks.append(task) }
    }
    return count
  }

  private static func map(_ concurrency: String) -> String {
    """
    {"name": "wide", "version": 1, "inputs": {"list": {"type": {"list": "string"}}},
     "steps": [
      {"id": "each", "agent": "echo", "forEach": "$run.list", \(concurrency)
       "inputs": {"text": "$item"}},
      {"id": "count", "agent": "count", "inputs": {"list": "$each"}}
     ],
     "report": {"each": "$each"}}
    """
  }

  @Test(
    "A list of 10,000 elements, all at once or a hundred at a time",
    arguments: ["", #""concurrency": 100,"#])
  func widest(concurrency: String) throws {
    let elements = (0..<RunMachine.listCountMax).map { Value.string("w\($0)") }
    var run = RunDriver()
    try run.begin(Self.map(concurrency), ["list": .list(elements)])
    #expect(run.inFlight.count == (concurrency.isEmpty ? 10_000 : 100))
    let count = finish(&run)
    guard case .succeeded(let report) = run.machine.phase else {
      Issue.record("\(run.machine.phase)")
      return
    }
    #expect(report.field(["each"])?.list?.count == 10_000)
    #expect(count.largest <= 3)
    #expect(count.total < 10 * 10_000)

    let snapshot = try run.machine.snapshot()
    #expect(try RunMachine(restoring: snapshot) == run.machine)
    // The elements, the outputs and the report with them are most of it.
    #expect(snapshot.count < 10_000 * 150)
  }

  @Test("One element too many fails the run with the bound")
  func tooWide() throws {
    let elements = (0...RunMachine.listCountMax).map { Value.string("w\($0)") }
    var run = RunDriver()
    try run.begin(Self.map(""), ["list": .list(elements)])
    #expect(
      run.machine.phase
        == .failed(
          reason:
            "step each cannot be mapped over $run.list: it is no list of at most 10000 elements"
        ))
  }

  @Test("1,000 steps in a row, and 999 that one waits for")
  func longest() throws {
    let row = (0..<1_000).map {
      #"{"id": "s\#($0)", "agent": "echo", "inputs": {"text": "x"}\#($0 == 0 ? "" : #", "after": ["s\#($0 - 1)"]"#)}"#
    }
    let fan =
      (0..<999).map { #"{"id": "s\#($0)", "agent": "echo", "inputs": {"text": "x"}}"# } + [
        #"{"id": "end", "agent": "echo", "inputs": {"text": "x"}, "after": [\#((0..<999).map { "\"s\($0)\"" }.joined(separator: ","))]}"#
      ]
    for steps in [row, fan] {
      var run = RunDriver()
      try run.begin(
        #"{"name": "long", "version": 1, "steps": [\#(steps.joined(separator: ","))]}"#, [:])
      let count = finish(&run)
      #expect(run.machine.status == .succeeded)
      #expect(count.largest <= 3 && count.total < 10 * 1_000)
    }
  }
}
