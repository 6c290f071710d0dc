import Orchestrator
import TestSupport
import Testing

/// Random workflows, random facts in random order and more than once, and the machine dropped at any
/// point and rebuilt from its history, or from a snapshot and the rest.
@Suite("Replay", .blocksItsThread)
struct ReplayPropertyTests {
  /// What surrounds a run: it keeps the log and all that the machine asked for.
  private struct World {
    var driver = RunDriver()
    var open: Set<RunAction> = []
    var past: [RunFact] = []
    var snapshot: (bytes: [UInt8], count: Int) = ([], 0)
    var random: SeededGenerator
    let seed: UInt64

    var machine: RunMachine { driver.machine }

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
      driver.random = SeededGenerator(seed: seed &+ 1)
    }

    @discardableResult
    mutating func tell(_ fact: RunFact) -> RunDecision {
      past.append(fact)
      let decision = driver.tell(fact)
      for action in decision.actions { take(action) }
      return decision
    }

    private mutating func take(_ action: RunAction) {
      switch action {
      case .perform, .setTimer, .await, .startChild: open.insert(action)
      case .withdraw(let step, let attempt): settle(step, attempt)
      case .cancelTimer(let timer):
        drop { if case .setTimer(timer, _) = $0 { true } else { false } }
      case .stopAwaiting(let step): drop { if case .await(step, _) = $0 { true } else { false } }
      case .cancelChild(let id):
        drop { if case .startChild(_, let child) = $0 { child.runID == id } else { false } }
      case .end: open = []
      }
    }

    private mutating func drop(_ matches: (RunAction) -> Bool) {
      open = open.filter { !matches($0) }
    }

    private mutating func settle(_ step: StepID, _ attempt: Int) {
      drop { action in
        if case .perform(let task) = action {
          task.step == step && task.attempt == attempt
        } else {
          false
        }
      }
    }

    /// One of the things that are open comes to its end.
    mutating func settleOne(luck: Double) {
      driver.now += Int.random(in: 0...5, using: &random)
      let choices = open.sorted { "\($0)" < "\($1)" }
      guard let action = choices.randomElement(using: &random) else { return }
      // Compensations may fail to the end: the run ends all the same.
      let luck = action.isCompensation ? 0.5 : luck
      let isLucky = Double.random(in: 0..<1, using: &random) < luck
      switch action {
      case .perform(let task):
        settle(task.step, task.attempt)
        let result = TestWorkflows.result(of: task)
        if isLucky {
          tell(.attemptSucceeded(step: task.step, attempt: task.attempt, result: result))
        } else if Bool.random(using: &random) {
          tell(.attemptLost(step: task.step, attempt: task.attempt))
        } else {
          let failure = AgentFailure(
            "unlucky", isRetryable: Int.random(in: 0..<4, using: &random) > 0)
          tell(.attemptFailed(step: task.step, attempt: task.attempt, failure: failure))
        }
      case .setTimer(let timer, let at):
        if timer.kind == .deadline, isLucky { return }
        driver.now = max(driver.now, at)
        open.remove(action)
        tell(.timerDue(timer))
        // While the run is paused it stays due.
        if machine.outstanding.contains(action) { open.insert(action) }
      case .await(let step, .event(let name, _)):
        tell(.eventReceived(step: step, name: name, payload: ["id": 1, "text": "event"]))
      case .await(_, .signal(let name)):
        tell(.signalled(name: name, payload: ["text": "signal"], by: "ann"))
      case .await(let step, .person):
        tell(.answered(step: step, answer: .null, by: "ann", groups: []))
      case .startChild(let step, let child):
        open.remove(action)
        let outcome: ChildOutcome =
          isLucky ? .succeeded(report: ["text": "child"]) : .failed(reason: "unlucky")
        tell(.childEnded(step: step, runID: child.runID, outcome: outcome))
      case .withdraw, .cancelTimer, .stopAwaiting, .cancelChild, .end: break
      }
    }

    /// Somebody asks for something, or an old fact comes again.
    mutating func disturb() {
      switch Int.random(in: 0..<13, using: &random) {
      case 0: tell(.pauseRequested(by: "ann"))
      case 1, 2: tell(.resumeRequested(by: "ann"))
      case 3: tell(.cancelRequested(reason: "enough"))
      case 4, 5:
        let step = Bool.random(using: &random) ? nil : machine.steps.randomElement(using: &random)
        tell(.retryRequested(step: step?.id.name, by: "ann"))
      case 6: tell(.signalled(name: "x", payload: ["text": "early"], by: "ann"))
      default:
        guard let fact = past.randomElement(using: &random) else { return }
        let before = machine
        guard fact.isUnique else { return }
        let decision = driver.tell(fact)
        #expect(decision.events == [] && decision.actions == [], "seed \(seed): \(fact) twice")
        #expect(machine == before, "seed \(seed): \(fact) twice")
      }
    }

    private mutating func takeSnapshot() {
      do {
        snapshot = (try machine.snapshot(), machine.eventCount)
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }

    /// The process dies; another one reads what is on disk.
    mutating func die() throws {
      let replayed = RunMachine(replaying: driver.log)
      #expect(replayed == machine, "seed \(seed): replayed")
      var restored = try RunMachine(restoring: snapshot.bytes)
      for (event, at) in driver.log.dropFirst(snapshot.count) { restored.apply(event, at: at) }
      #expect(restored == machine, "seed \(seed): restored")
      driver.machine = Bool.random(using: &random) ? replayed : restored
      if Bool.random(using: &random) { takeSnapshot() }
      if !machine.isPaused {
        let outstanding = Set(machine.outstanding)
        #expect(
          outstanding == open,
          """
          seed \(seed): missing \(outstanding.subtracting(open)), \
          superfluous \(open.subtracting(outstanding))
          """)
      }
    }
  }

  @Test("Each step takes effect once, whatever happens in whatever order, and every run ends")
  func randomRuns() throws {
    let base = SeededGenerator.freshSeed()
    var endings: [String: Int] = [:]
    for round in 0..<300 {
      var world = World(seed: base &+ UInt64(round))
      let definition = try RandomWorkflow.definition(&world.random)
      let library = try RandomWorkflow.library()
      do {
        try WorkflowValidator.validate(
          definition, agents: TestWorkflows.signatures, workflows: library)
      } catch {
        Issue.record("seed \(world.seed): \(error)\n\(definition.json)")
        continue
      }
      world.tell(
        .requested(
          RunSubmission(
            runID: "r", tenant: "t", workflow: definition, library: library,
            inputs: RandomWorkflow.inputs(&world.random))))
      for _ in 0..<Int.random(in: 0...60, using: &world.random) {
        switch Int.random(in: 0..<8, using: &world.random) {
        case 0, 1: world.disturb()
        case 2: try world.die()
        default: world.settleOne(luck: 0.8)
        }
      }
      world.tell(.resumeRequested(by: "ann"))
      var count = 0
      while !world.machine.hasEnded, count < 1_000 {
        try world.die()
        world.settleOne(luck: 1)
        count += 1
      }
      #expect(world.machine.hasEnded, "seed \(world.seed) does not end: \(world.open)")
      try world.die()
      #expect(world.open == [], "seed \(world.seed)")
      checkHistory(world.driver.events, seed: world.seed)
      endings["\(world.machine.status)", default: 0] += 1
    }
    // Each kind of ending is there, or the test tests too little; of failed runs there are about ten.
    #expect(endings.count == 3, "\(endings), seed \(base)")
  }

  /// Every step completes once in each round, none starts after it completed, what was undone is what
  /// had completed, the last first, and nothing follows the end.
  private func checkHistory(_ events: [RunEvent], seed: UInt64) {
    var completed: [StepID] = []
    var isUndoing = false
    var hasEnded = false
    for event in events {
      if case .retried = event {
        #expect(hasEnded, "seed \(seed)")
        (hasEnded, isUndoing) = (false, false)
        // What is done anew may complete again.
        completed = []
        continue
      }
      #expect(!hasEnded, "seed \(seed): \(event) after the end")
      switch event {
      case .attemptStarted(let step, _) where !isUndoing, .childStarted(let step, _, _):
        #expect(!completed.contains(step), "seed \(seed): \(step) starts after it completed")
      case .stepCompleted(let step, _, _), .stepFellBack(let step, _, .some):
        #expect(!completed.contains(step), "seed \(seed): \(step) completes twice")
        completed.append(step)
      case .compensationBegan: isUndoing = true
      case .runSucceeded, .runFailed, .runCancelled: hasEnded = true
      default: break
      }
    }
    #expect(hasEnded, "seed \(seed)")
  }

  @Test("Compensations run in the reverse order of completion, one at a time")
  func compensationOrder() throws {
    let base = SeededGenerator.freshSeed()
    for round in 0..<50 {
      var random = SeededGenerator(seed: base &+ UInt64(round))
      let count = Int.random(in: 2...9, using: &random)
      let steps = (0..<count).map {
        #"{"id": "s\#($0)", "agent": "echo", "inputs": {"text": "x"}, "compensate": {"agent": "echo", "inputs": {"text": "x"}}}"#
      }
      var run = RunDriver()
      try run.begin(
        #"{"name": "w", "version": 1, "steps": [\#(steps.joined(separator: ","))]}"#, [:])
      run.inFlight.shuffle(using: &random)
      for _ in 0..<Int.random(in: 1..<count, using: &random) { run.performNext() }
      let done = run.performed
      run.tell(.cancelRequested(reason: "enough"))
      var undone: [StepID] = []
      while let task = run.inFlight.first {
        #expect(run.inFlight.count == 1, "seed \(base &+ UInt64(round))")
        undone.append(task.step)
        run.performNext()
      }
      #expect(undone == done.reversed(), "seed \(base &+ UInt64(round))")
      #expect(run.machine.phase == .cancelled(reason: "enough"))
    }
  }
}

extension RunAction {
  fileprivate var isCompensation: Bool {
    if case .perform(let task) = self { task.role == .compensation } else { false }
  }
}

extension RunFact {
  /// Whether it is about one attempt: told again, it says nothing new.
  fileprivate var isUnique: Bool {
    switch self {
    case .attemptSucceeded, .attemptFailed, .attemptLost, .childEnded, .requested: true
    case .forked, .timerDue, .eventReceived, .signalled, .answered, .pauseRequested,
      .resumeRequested, .cancelRequested, .retryRequested:
      false
    }
  }
}
