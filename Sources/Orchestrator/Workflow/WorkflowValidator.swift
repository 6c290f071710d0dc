internal import Store

/// What an agent takes and gives; the contract that workflows are checked against.
package struct AgentSignature: Sendable, Hashable {
  package let inputs: [String: ValueType]
  package let output: ValueType

  package init(inputs: [String: ValueType], output: ValueType) {
    self.inputs = inputs
    self.output = output
  }
}

/// Everything that is wrong with a workflow document or with what a run of it was given, one line each.
package struct WorkflowProblems: Error, Sendable, Hashable, CustomStringConvertible {
  /// Empty when the document does not even say its name.
  package let workflow: String
  package let problems: [String]

  package var description: String {
    (workflow.isEmpty ? "the workflow: " : "workflow '\(workflow)': ")
      + problems.joined(separator: "; ")
  }
}

/// Checks a workflow before anything runs: names, references, cycles, types, bounds, and that each step
/// can be reached.
package struct WorkflowValidator {
  package static let stepCountMax = 1_000
  package static let nameByteCountMax = 64
  package static let concurrencyMax = RunMachine.listCountMax
  /// Workflows within workflows.
  package static let depthMax = 8

  let definition: WorkflowDefinition
  let agents: [String: AgentSignature]
  let workflows: [String: WorkflowDefinition]
  /// Names of the workflows that run this one, the outermost first.
  let path: [String]
  let graph: WorkflowGraph
  var problems: [String] = []

  /// Throws with every problem that was found. `agents` are known by each name that a workflow may
  /// call them, such as `planner` and `planner@2`; `workflows` are those that steps may run.
  package static func validate(
    _ definition: WorkflowDefinition, agents: [String: AgentSignature],
    workflows: [String: WorkflowDefinition] = [:]
  ) throws(WorkflowProblems) {
    var validator = WorkflowValidator(definition, agents, workflows, path: [])
    validator.check()
    if !validator.problems.isEmpty {
      throw WorkflowProblems(workflow: definition.name, problems: validator.problems)
    }
  }

  init(
    _ definition: WorkflowDefinition, _ agents: [String: AgentSignature],
    _ workflows: [String: WorkflowDefinition], path: [String]
  ) {
    self.definition = definition
    self.agents = agents
    self.workflows = workflows
    self.path = path
    graph = WorkflowGraph(definition.steps)
  }

  mutating func check() {
    checkNames()
    problems += definition.trigger?.problems(in: definition) ?? []
    checkReferences()
    // Types follow dependencies, which must be sound first.
    if problems.isEmpty, let cycle = graph.cycle {
      let names = cycle.map { definition.steps[$0].id }
      problems.append("steps wait for each other: \(names.joined(separator: " -> "))")
    }
    if problems.isEmpty { checkTypes() }
    if problems.isEmpty { checkReachability() }
  }

  private mutating func checkNames() {
    if definition.name.isEmpty { problems.append("it has no name") }
    if definition.name.utf8.count > Self.nameByteCountMax {
      problems.append("its name is longer than \(Self.nameByteCountMax) bytes")
    }
    if definition.version < 1 {
      problems.append("its version is \(definition.version); count from 1")
    }
    let count = definition.steps.count
    if !(1...Self.stepCountMax).contains(count) {
      problems.append("it has \(count) steps; 1 to \(Self.stepCountMax) are taken")
    }
    let repeated = Dictionary(grouping: definition.steps, by: \.id).filter { $0.value.count > 1 }
    if !repeated.isEmpty {
      problems.append("the step ids \(repeated.keys.quotedList) are used more than once")
    }
    for (name, input) in definition.inputs.sorted(by: { $0.key < $1.key }) {
      if name.isEmpty || name.contains(".") {
        problems.append("'\(name)' is no name for an input: give one without '.'")
      }
      if let standard = input.standard, !input.type.admits(standard) {
        problems.append(
          "the default of input '\(name)' is \(ValueType(of: standard)); give \(input.type)")
      }
    }
    for step in definition.steps {
      if !Self.isStepID(step.id) {
        problems.append(
          "'\(step.id)' is no step id: begin with a letter, go on with letters, digits, '-' and '_', "
            + "at most \(Self.nameByteCountMax), and use neither "
            + Reference.reservedNames.joined(separator: " nor "))
      }
      checkBounds(step)
    }
  }

  private static func isStepID(_ id: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
    guard let first = id.utf8.first, isLetter(first), id.utf8.count <= nameByteCountMax else {
      return false
    }
    return !Reference.reservedNames.contains(id)
      && id.utf8.allSatisfy { byte in
        isLetter(byte) || (0x30...0x39).contains(byte) || "-_".utf8.contains(byte)
      }
  }

  private mutating func checkBounds(_ step: StepDefinition) {
    check(step.work.retry, "step '\(step.id)'")
    if case .agent(let call) = step.work {
      check(call.timeoutMilliseconds, "step '\(step.id)'")
      check(labels: call.labels, "step '\(step.id)'")
    }
    for (call, subject) in standIns(of: step) {
      check(call.retry, subject)
      check(call.timeoutMilliseconds, subject)
      check(labels: call.labels, subject)
    }
    if let concurrency = step.concurrency {
      if step.forEach == nil {
        problems.append("step '\(step.id)' has 'concurrency', which only a step with forEach has")
      } else if !(1...Self.concurrencyMax).contains(concurrency) {
        problems.append(
          "step '\(step.id)' has a concurrency of \(concurrency); 1 to \(Self.concurrencyMax) are "
            + "taken")
      }
    }
    if let limit = step.deadlineMilliseconds, !(1...TimerWait.millisecondsMax).contains(limit) {
      problems.append(
        "step '\(step.id)' has a deadline of \(limit) ms; 1 to \(TimerWait.millisecondsMax) (366 "
          + "days) are taken")
    }
    if let priority = step.priority, !RunSubmission.priorities.contains(priority) {
      problems.append(
        "step '\(step.id)' has a priority of \(priority); \(RunSubmission.priorities.lowerBound) to "
          + "\(RunSubmission.priorities.upperBound) are taken")
    }
    if (step.when?.partCount ?? 0) > Predicate.partCountMax {
      problems.append(
        "when of step '\(step.id)' has more than \(Predicate.partCountMax) parts; put the decision "
          + "into an agent")
    }
    if case .wait(.signal) = step.work, step.forEach != nil {
      problems.append(
        "step '\(step.id)' waits for a signal for each element, and none says which it is for; wait "
          + "for an event with 'match'")
    }
    if step.completedEvent.isEmpty || step.completedEvent.utf8.count > Self.nameByteCountMax {
      problems.append(
        "completedEvent of step '\(step.id)' has \(step.completedEvent.utf8.count) bytes; 1 to "
          + "\(Self.nameByteCountMax) are taken")
    }
  }

  private mutating func check(labels: [String], _ subject: String) {
    do {
      _ = try TaskLabels(labels)
    } catch {
      problems.append("labels of \(subject): \(error.message)")
    }
  }

  private mutating func check(_ retry: RetryPolicy, _ subject: String) {
    if !(1...100).contains(retry.attemptCountMax) {
      problems.append("\(subject) allows \(retry.attemptCountMax) attempts; 1 to 100 are taken")
    }
    if !(0...3_600_000).contains(retry.initialDelayMilliseconds)
      || !(0...3_600_000).contains(retry.delayMillisecondsMax)
    {
      problems.append("\(subject) waits longer than an hour, or less than nothing, to retry")
    }
  }

  private mutating func check(_ timeout: Int, _ subject: String) {
    if !(1...86_400_000).contains(timeout) {
      problems.append(
        "\(subject) has a timeout of \(timeout) ms; 1 to 86400000 (a day) are taken")
    }
  }

  /// The agents of a step besides its own, with what they are called.
  func standIns(of step: StepDefinition) -> [(call: AgentCall, subject: String)] {
    var calls: [(AgentCall, String)] = []
    if case .agent(let call)? = step.fallback {
      calls.append((call, "the fallback of step '\(step.id)'"))
    }
    if let call = step.compensate { calls.append((call, "the compensation of step '\(step.id)'")) }
    return calls
  }
}
