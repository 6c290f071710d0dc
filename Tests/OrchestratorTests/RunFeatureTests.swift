import Orchestrator
import TestSupport
import Testing

/// What workflows can say, step by step.
@Suite("Run features")
struct RunFeatureTests {
  private var run = RunDriver()

  // MARK: Conditions and joins

  private static let branches = """
    {"name": "branches", "version": 1,
     "inputs": {"question": {"type": "string"}, "kind": {"type": "string"}},
     "steps": [
      {"id": "long", "agent": "echo", "inputs": {"text": "$run.question"},
       "when": {"equals": ["$run.kind", "long"]}},
      {"id": "short", "agent": "echo", "inputs": {"text": "short"},
       "when": {"not": {"equals": ["$run.kind", "long"]}}},
      {"id": "both", "agent": "echo", "inputs": {"text": "$long.text"}},
      {"id": "either", "agent": "echo", "join": "any", "inputs": {"text": "$long.text"},
       "after": ["short"], "defaults": {"long": {"text": "instead"}}}
     ],
     "report": {"both": "$both.text", "either": "$either.text"}}
    """

  @Test("A step whose condition does not hold is skipped; what needs it decides by its join")
  mutating func branching() throws {
    try run.begin(Self.branches, ["question": "q", "kind": "long"])
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["both": "Q", "either": "Q"]))
    #expect(run.machine.step(StepID("short"))?.state == .skipped)

    run = RunDriver()
    try run.begin(Self.branches, ["question": "q", "kind": "brief"])
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["both": .null, "either": "INSTEAD"]))
    #expect(run.machine.step(StepID("both"))?.reason == "step long was skipped")
    #expect(run.performed == [StepID("short"), StepID("either")])
  }

  @Test("Conditions are total: what is missing or cannot be compared does not hold")
  func predicates() {
    let value: Value = ["n": 3, "s": "b", "l": ["x", 1], "z": .null]
    func holds(_ predicate: Predicate) -> Bool {
      predicate.holds { reference in value.field(reference.path) }
    }
    #expect(holds(.equals("$v.n", 3)) && !holds(.equals("$v.n", "3")))
    #expect(!holds(.equals("$v.missing", "$v.missing")))
    #expect(holds(.equals("$$v", "$$v")))
    #expect(holds(.less("$v.n", 4)) && !holds(.less(3, "$v.n")) && !holds(.less("$v.s", 4)))
    #expect(holds(.less("a", "$v.s")))
    #expect(holds(.exists("$v.s")) && !holds(.exists("$v.z")) && !holds(.exists("$v.missing")))
    #expect(holds(.contained(1, in: "$v.l")) && !holds(.contained(2, in: "$v.l")))
    #expect(!holds(.contained(1, in: "$v.n")))
    #expect(holds(.and([])) && !holds(.or([])) && holds(.not(.or([]))))
    #expect(holds(.and([.exists("$v.n"), .or([.less(9, 1), .equals("$v.s", "b")])])))
  }

  // MARK: Deadlines and fallbacks

  private static func guarded(_ fallback: String) -> String {
    """
    {"name": "guarded", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [
      {"id": "slow", "agent": "echo", "inputs": {"text": "$run.question"},
       "deadlineMilliseconds": 100, \(fallback)
       "retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 10}},
      {"id": "last", "agent": "echo", "inputs": {"text": "$slow.text"}}
     ],
     "report": {"text": "$last.text"}}
    """
  }

  @Test("A step that misses its deadline gives its fallback's value, and that is recorded")
  mutating func deadlineWithValue() throws {
    try run.begin(Self.guarded(#""fallback": {"value": {"text": "plan b"}},"#), ["question": "q"])
    let timer = RunTimer(.deadline, StepID("slow"), attempt: 1)
    #expect(run.timers[timer] == 100)
    run.tell(.timerDue(timer), at: 100)
    #expect(
      run.events.contains { event in
        guard case .stepFellBack(StepID("slow"), let reason, .some) = event else { return false }
        return reason == "step slow missed its deadline of 100 ms"
      })
    #expect(run.withdrawn.map(\.step) == [StepID("slow")])
    run.tell(
      .attemptSucceeded(step: StepID("slow"), attempt: 1, result: .init(output: 1, summary: "")))
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["text": "PLAN B"]))
  }

  @Test("When its attempts are used up another agent stands in, with attempts of its own")
  mutating func fallbackAgent() throws {
    try run.begin(
      Self.guarded(#""fallback": {"agent": "join", "inputs": {"parts": [{"text": "x"}]}},"#),
      ["question": "q"])
    run.failNext("away")
    run.fireNextTimer(.retry)
    run.failNext("away")
    let task = try #require(run.inFlight.first)
    #expect(task.agent == "join" && task.role == .fallback && task.attempt == 3)
    #expect(run.timers.isEmpty)
    run.failNext("away")
    run.fireNextTimer(.retry)
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["text": "X"]))
    #expect(run.machine.step(StepID("slow"))?.isFallback == true)
  }

  @Test("Without a fallback the deadline fails the run, while a retry waits too")
  mutating func deadlineAlone() throws {
    try run.begin(Self.guarded(""), ["question": "q"])
    run.failNext("away")
    run.tell(.timerDue(RunTimer(.deadline, StepID("slow"), attempt: 1)), at: 100)
    #expect(
      run.machine.phase == .failed(reason: "step slow missed its deadline of 100 ms"))
  }

  // MARK: Waits

  private static let waits = """
    {"name": "waits", "version": 1, "inputs": {"order": {"type": "string"}},
     "steps": [
      {"id": "paid", "wait": {"event": {"name": "payment", "match": {"order": "$run.order"},
        "accepts": {"object": {"sum": "number"}}}}},
      {"id": "go", "wait": {"signal": {"name": "go", "accepts": "string"}}, "after": ["paid"]},
      {"id": "approval", "wait": {"person": {"question": "$go", "from": ["editors", "root"],
        "accepts": "boolean"}}},
      {"id": "pause", "wait": {"timer": {"milliseconds": 50}}, "after": ["approval"]}
     ],
     "report": {"sum": "$paid.sum", "by": "$approval.by", "yes": "$approval.answer"}}
    """

  @Test("Events must match, early signals are kept, one person of those asked answers once")
  mutating func waiting() throws {
    try run.begin(Self.waits, ["order": "o-7"])
    #expect(run.awaited[StepID("paid")] == .event(name: "payment", match: ["order": "o-7"]))
    run.tell(.eventReceived(step: StepID("paid"), name: "payment", payload: ["order": "o-8"]))
    #expect(run.machine.step(StepID("paid"))?.state == .awaiting)
    #expect(
      run.tell(.eventReceived(step: StepID("paid"), name: "payment", payload: ["order": "o-7"]))
        .refusal == "the event 'payment' is an object with order; give an object with sum")

    #expect(
      run.tell(.signalled(name: "stop", payload: .null, by: "al")).refusal?.hasSuffix("'go'")
        == true)
    #expect(run.tell(.signalled(name: "go", payload: 1, by: "al")).refusal != nil)
    #expect(run.tell(.signalled(name: "go", payload: "Ship?", by: "al")).refusal == nil)
    let payload: Value = ["order": "o-7", "sum": 12]
    run.tell(.eventReceived(step: StepID("paid"), name: "payment", payload: payload))
    // The signal that came before is taken at once.
    #expect(
      run.awaited == [StepID("approval"): .person(question: "Ship?", from: ["editors", "root"])])

    let approval = StepID("approval")
    #expect(
      run.tell(.answered(step: approval, answer: true, by: "eve", groups: ["readers"])).refusal
        == "step approval asks 'editors', 'root', not 'eve'")
    #expect(
      run.tell(.answered(step: approval, answer: "yes", by: "root", groups: [])).refusal
        == "the answer is a string; give a boolean")
    #expect(
      run.tell(.answered(step: approval, answer: true, by: "ann", groups: ["editors"])).refusal
        == nil)
    #expect(
      run.tell(.answered(step: approval, answer: false, by: "root", groups: [])).refusal
        == "step approval was answered by 'ann' already")
    #expect(run.timers == [RunTimer(.wait, StepID("pause"), attempt: 1): 50])
    run.fireNextTimer(.wait)
    #expect(run.machine.phase == .succeeded(report: ["sum": 12, "by": "ann", "yes": true]))
  }

  @Test("Each signal is taken by one step, in the order in which they came")
  mutating func signalsAreTakenOnce() throws {
    try run.begin(
      """
      {"name": "turns", "version": 1,
       "steps": [
        {"id": "first", "wait": {"signal": {"name": "go"}}},
        {"id": "second", "wait": {"signal": {"name": "go"}}, "after": ["first"]},
        {"id": "third", "wait": {"signal": {"name": "go"}}, "after": ["second"]}
       ],
       "report": {"turns": ["$first", "$second", "$third"]}}
      """, [:])
    run.tell(.pauseRequested(by: "ann"))
    for number in 1...2 {
      run.tell(.signalled(name: "go", payload: .number(Double(number)), by: "ann"))
    }
    run.tell(.resumeRequested(by: "ann"))
    #expect(run.machine.step(StepID("second"))?.endedAt != nil)
    #expect(run.machine.step(StepID("third"))?.state == .awaiting)
    run.tell(.signalled(name: "go", payload: 3, by: "ann"))
    #expect(run.machine.phase == .succeeded(report: ["turns": [1, 2, 3]]))
  }

  // MARK: Workflows within workflows

  private static let inner = """
    {"name": "inner", "version": 3, "inputs": {"text": {"type": "string"},
      "loud": {"type": "boolean", "default": true}},
     "steps": [{"id": "echo", "agent": "echo", "inputs": {"text": "$run.text"}}],
     "report": {"text": "$echo.text"}}
    """

  private static let outer = """
    {"name": "outer", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [
      {"id": "split", "agent": "split", "inputs": {"text": "$run.question"}},
      {"id": "each", "workflow": "inner", "forEach": "$split.parts", "inputs": {"text": "$item"},
       "retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 1}},
      {"id": "join", "agent": "join", "inputs": {"parts": "$each"}}
     ],
     "report": {"text": "$join.text"}}
    """

  @Test("A step may be a run of its own, tried again as another one, and cancelled with its parent")
  mutating func children() throws {
    let inner = try WorkflowDefinition(json: Self.inner)
    try run.begin(Self.outer, ["question": "a b"], library: ["inner": inner])
    run.performNext()
    #expect(run.children.map(\.step) == [StepID("each", 0), StepID("each", 1)])
    let (first, second) = (run.children[0].submission, run.children[1].submission)
    #expect(first.workflow == inner && first.inputs == ["text": "a", "loud": true])
    #expect(
      first.parent == .init(runID: "r", step: StepID("each", 0)) && first.runID != second.runID)

    run.tell(
      .childEnded(step: StepID("each", 0), runID: first.runID, outcome: .failed(reason: "no")))
    run.fireNextTimer(.retry)
    let again = try #require(run.children.last?.submission)
    #expect(again.runID != first.runID)
    // The first one's late end says nothing about the second.
    run.tell(
      .childEnded(step: StepID("each", 0), runID: first.runID, outcome: .succeeded(report: 1)))
    #expect(run.machine.step(StepID("each", 0))?.state == .running)
    var other = run
    #expect(
      other.tell(.cancelRequested(reason: "enough")).actions
        == [.cancelChild(runID: again.runID), .cancelChild(runID: second.runID), .end])
    for (step, id, text) in [(0, again.runID, "A"), (1, second.runID, "B")] {
      run.tell(
        .childEnded(
          step: StepID("each", step), runID: id,
          outcome: .succeeded(report: ["text": .string(text)])))
    }
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["text": "A-B"]))
  }

  // MARK: Compensation

  private static let booking = """
    {"name": "booking", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [
      {"id": "flight", "agent": "echo", "inputs": {"text": "flight"},
       "compensate": {"agent": "echo", "inputs": {"text": "$output.text"},
         "retry": {"attemptCountMax": 2, "initialDelayMilliseconds": 1}}},
      {"id": "hotel", "agent": "echo", "inputs": {"text": "$flight.text"},
       "compensate": {"agent": "echo", "inputs": {"text": "$run.question"},
         "retry": {"attemptCountMax": 1}}},
      {"id": "car", "agent": "echo", "inputs": {"text": "$hotel.text"}}
     ],
     "report": {"text": "$car.text"}}
    """

  @Test("What had completed is undone in reverse order, with retries, before the run ends")
  mutating func compensates() throws {
    try run.begin(Self.booking, ["question": "q"])
    run.performNext()
    run.performNext()
    run.failNext("no car", isRetryable: false)
    #expect(
      run.machine.phase
        == .compensating(.failed(step: StepID("car"), reason: "step car failed: no car")))
    var task = try #require(run.inFlight.first)
    #expect(run.inFlight.count == 1 && task.step == StepID("hotel") && task.role == .compensation)
    #expect(task.inputs == ["text": "q"] && task.attempt == 2)
    #expect(run.tell(.cancelRequested(reason: "late")).events == [])
    run.performNext()

    task = try #require(run.inFlight.first)
    #expect(task.step == StepID("flight") && task.inputs == ["text": "FLIGHT"])
    run.failNext("away")
    run.fireNextTimer(.retry)
    run.performNext()
    #expect(run.machine.phase == .failed(reason: "step car failed: no car"))
    #expect(run.machine.step(StepID("flight"))?.attemptCount == 3)
    #expect(run.machine.steps.map(\.state.isUndone) == [true, true, false])
    #expect(run.machine.step(StepID("car"))?.state == .failed)
  }

  @Test("What cannot be undone is named, and the others are undone all the same")
  mutating func compensationFails() throws {
    try run.begin(Self.booking, ["question": "q"])
    run.performNext()
    run.performNext()
    let decision = run.tell(.cancelRequested(reason: "changed my mind"))
    #expect(decision.actions.first == .withdraw(step: StepID("car"), attempt: 1))
    run.failNext("away")
    run.performNext()
    #expect(run.machine.phase == .cancelled(reason: "changed my mind; not undone: hotel"))
    #expect(run.machine.steps.map(\.state.isUndone) == [true, false, false])
  }

  // MARK: Pause, retry, fork

  @Test("While a run is paused nothing new starts, and what is in flight finishes")
  mutating func pauses() throws {
    try run.begin(TestWorkflows.diamond, ["question": "a b"])
    #expect(run.tell(.pauseRequested(by: "ann")).refusal == nil)
    run.performNext()
    #expect(run.inFlight == [] && run.machine.isPaused)
    #expect(run.tell(.pauseRequested(by: "ann")).events == [])
    run.tell(.resumeRequested(by: "bob"))
    #expect(run.inFlight.count == 3 && run.events.contains(.resumed(by: "bob")))

    run.failNext("away")
    run.tell(.pauseRequested(by: "ann"))
    run.fireNextTimer(.retry)
    run.tell(.attemptLost(step: run.inFlight[0].step, attempt: 1))
    run.inFlight.removeFirst()
    #expect(run.inFlight.count == 1)
    run.now += 20_000
    run.tell(.resumeRequested(by: "ann"))
    #expect(run.inFlight.count == 3)
    run.performAll()
    #expect(run.machine.status == .succeeded)
    #expect(run.tell(.pauseRequested(by: "ann")).refusal != nil)
  }

  @Test("A failed run goes on with what had not completed, or again from a step")
  mutating func retries() throws {
    try run.begin(TestWorkflows.diamond, ["question": "a b"])
    #expect(run.tell(.retryRequested(step: nil, by: "ann")).refusal != nil)
    run.performNext()
    run.performNext()
    run.failNext("broken", isRetryable: false)
    #expect(run.machine.status == .failed)
    run.inFlight = []
    var again = run
    again.tell(.retryRequested(step: nil, by: "ann"))
    #expect(again.inFlight.map(\.step) == [StepID("each", 1), StepID("side")])
    #expect(again.inFlight.map(\.attempt) == [2, 2])
    again.performAll()
    #expect(again.machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))

    #expect(run.tell(.retryRequested(step: "nowhere", by: "ann")).refusal != nil)
    run.tell(.retryRequested(step: "each", by: "ann"))
    #expect(run.inFlight.map(\.step) == [StepID("each", 0), StepID("each", 1), StepID("side")])
    // A result of the first time comes too late.
    run.tell(
      .attemptSucceeded(step: StepID("each", 0), attempt: 1, result: .init(output: 1, summary: "")))
    #expect(run.machine.step(StepID("each", 0))?.state == .running)
    run.performAll()
    #expect(run.machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))
  }

  @Test("What was undone is done again when the run is retried")
  mutating func retriesWhatWasUndone() throws {
    try run.begin(Self.booking, ["question": "q"])
    run.performNext()
    run.tell(.cancelRequested(reason: "no"))
    run.inFlight.removeAll { $0.role != .compensation }
    run.performAll()
    #expect(run.machine.status == .cancelled)
    run.tell(.retryRequested(step: nil, by: "ann"))
    #expect(run.inFlight.map(\.step) == [StepID("flight")])
    run.performAll()
    #expect(run.machine.status == .succeeded)
  }

  @Test("A fork has the results of all that does not follow from its step, and performs the rest")
  mutating func forks() throws {
    try run.begin(TestWorkflows.diamond, ["question": "a b"])
    run.performAll()
    let fork = try run.machine.fork(before: "join", runID: "f", inputs: ["question": "other"])
    var forked = RunDriver()
    forked.tell(.forked(fork))
    #expect(forked.inFlight.map(\.step) == [StepID("join")])
    #expect(forked.inFlight[0].runID == "f")
    #expect(forked.machine.submission?.origin == .init(runID: "r", step: "join"))
    forked.performAll()
    #expect(forked.machine.phase == .succeeded(report: ["text": "A-B", "aside": "ASIDE"]))
    #expect(forked.machine == RunMachine(replaying: forked.log))
    #expect(throws: RunMachine.ForkRefusal.self) {
      try run.machine.fork(before: "nowhere", runID: "g")
    }
    #expect(throws: WorkflowProblems.self) {
      try run.machine.fork(before: "join", runID: "g", inputs: ["question": 1])
    }
  }

  // MARK: Explanation

  @Test("An explanation says what each step was given, by what, and what it led to")
  mutating func explains() throws {
    try run.begin(TestWorkflows.diamond, ["question": "a b"])
    run.failNext("away")
    run.fireNextTimer(.retry)
    run.performAll()
    let graph = RunExplanation(run.log)
    #expect(graph.outcome == "succeeded" && graph.runID == "r" && graph.workflow == "diamond")
    #expect(
      graph.points.map(\.id) == ["run", "split", "each", "each[0]", "each[1]", "side", "join"])
    #expect(graph.points[1].attempts.map(\.outcome) == ["failed: away", "completed"])
    #expect(graph.points[3].output == ["text": "A"])
    #expect(graph.consequences(of: "run") == ["split"])
    #expect(graph.consequences(of: "split") == ["each", "side"])
    #expect(graph.consequences(of: "each") == ["each[0]", "each[1]", "join"])
    #expect(
      graph.links.filter { ["join", "side"].contains($0.to) }.map { "\($0.from) \($0.role)" }
        == ["split after", "each input 'parts'"])
  }
}

extension RunMachine.StepState {
  fileprivate var isUndone: Bool {
    if case .undone = self { true } else { false }
  }
}
