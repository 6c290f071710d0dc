/// What an agent takes and gives; the contract that workflows are checked against.
package struct AgentSignature: Sendable, Hashable {
  package let inputs: [String: ValueType]
  package let output: ValueType

  package init(inputs: [String: ValueType], output: ValueType) {
    self.inputs = inputs
    self.output = output
  }
}

/// Everything that is wrong with a workflow document, one line each.
package struct WorkflowProblems: Error, Sendable, Hashable, CustomStringConvertible {
  package let workflow: String
  package let problems: [String]

  package var description: String {
    "workflow '\(workflow)': " + problems.joined(separator: "; ")
  }
}

/// Checks a workflow before anything runs: names, references, cycles, types, bounds.
package struct WorkflowValidator {
  package static let stepCountMax = 64
  package static let runInputs: ValueType = .object(["question": .string, "sessionID": .string])

  private let definition: WorkflowDefinition
  private let agents: [String: AgentSignature]
  private let steps: [String: StepDefinition]
  private var problems: [String] = []

  /// Throws with every problem that was found.
  package static func validate(
    _ definition: WorkflowDefinition, agents: [String: AgentSignature]
  ) throws(WorkflowProblems) {
    var validator = WorkflowValidator(definition, agents)
    validator.checkSteps()
    // Types follow dependencies, which must be sound first.
    if validator.problems.isEmpty { validator.checkCycles() }
    if validator.problems.isEmpty { validator.checkTypes() }
    if !validator.problems.isEmpty {
      throw WorkflowProblems(workflow: definition.name, problems: validator.problems)
    }
  }

  private init(_ definition: WorkflowDefinition, _ agents: [String: AgentSignature]) {
    self.definition = definition
    self.agents = agents
    steps = Dictionary(definition.steps.map { ($0.id, $0) }) { first, _ in first }
  }

  private mutating func checkSteps() {
    if definition.name.isEmpty { problems.append("it has no name") }
    if !(1...Self.stepCountMax).contains(definition.steps.count) {
      problems.append("it has \(definition.steps.count) steps; 1 to \(Self.stepCountMax) are taken")
    }
    if definition.steps.count != steps.count {
      let counts = Dictionary(grouping: definition.steps, by: \.id).filter { $0.value.count > 1 }
      problems.append("the step ids \(Self.list(counts.keys)) are used more than once")
    }
    for step in definition.steps { check(step) }
    for (name, value) in definition.report.sorted(by: { $0.key < $1.key }) {
      check(value, field: "report '\(name)'", hasItem: false)
    }
  }

  private mutating func check(_ step: StepDefinition) {
    let isName = step.id.utf8.allSatisfy { (0x61...0x7a).contains($0 | 0x20) }
    if step.id.isEmpty || !isName || ["run", "item"].contains(step.id) {
      problems.append("'\(step.id)' is no step id: use letters, and neither 'run' nor 'item'")
    }
    if let agent = agents[step.agent] {
      for name in Set(agent.inputs.keys).subtracting(step.inputs.keys).sorted() {
        problems.append("step '\(step.id)' gives agent '\(step.agent)' no input '\(name)'")
      }
      for name in Set(step.inputs.keys).subtracting(agent.inputs.keys).sorted() {
        problems.append(
          "step '\(step.id)' gives agent '\(step.agent)' an input '\(name)' that it does not take; "
            + "it takes \(Self.list(agent.inputs.keys))")
      }
    } else {
      problems.append(
        "step '\(step.id)' names the unknown agent '\(step.agent)'; "
          + "known are \(Self.list(agents.keys))")
    }
    for (name, value) in step.inputs.sorted(by: { $0.key < $1.key }) {
      check(value, field: "input '\(name)' of step '\(step.id)'", hasItem: step.forEach != nil)
    }
    if let forEach = step.forEach {
      if Reference(forEach) == nil {
        problems.append("forEach of step '\(step.id)' is '\(forEach)', which is no reference")
      }
      check(.string(forEach), field: "forEach of step '\(step.id)'", hasItem: false)
    }
    for name in step.after where steps[name] == nil {
      problems.append(dangling(name, field: "after of step '\(step.id)'"))
    }
    checkBounds(step)
  }

  private mutating func checkBounds(_ step: StepDefinition) {
    let retry = step.retry
    if !(1...100).contains(retry.attemptCountMax) {
      problems.append(
        "step '\(step.id)' allows \(retry.attemptCountMax) attempts; 1 to 100 are taken")
    }
    if !(0...3_600_000).contains(retry.initialDelayMilliseconds)
      || !(0...3_600_000).contains(retry.delayMillisecondsMax)
    {
      problems.append("step '\(step.id)' waits longer than an hour, or less than nothing, to retry")
    }
    if !(1...86_400_000).contains(step.timeoutMilliseconds) {
      problems.append(
        "step '\(step.id)' has a timeout of \(step.timeoutMilliseconds) ms; "
          + "1 to 86400000 (a day) are taken")
    }
  }

  private mutating func check(_ value: Value, field: String, hasItem: Bool) {
    guard case .string(let text) = value, text.first == "$" else { return }
    guard let reference = Reference(text) else {
      return problems.append("\(field) is '\(text)', which is no reference")
    }
    switch reference.root {
    case .run: break
    case .item:
      if !hasItem { problems.append("\(field) uses $item, which only a step with forEach has") }
    case .step(let name):
      if steps[name] == nil { problems.append(dangling(name, field: field)) }
    }
  }

  private func dangling(_ name: String, field: String) -> String {
    "\(field) refers to the step '\(name)', which does not exist; there are "
      + Self.list(steps.keys)
  }

  private mutating func checkCycles() {
    var finished: Set<String> = []
    for step in definition.steps {
      var path: [String] = []
      if let cycle = cycle(from: step.id, &path, &finished) {
        return problems.append(
          "steps wait for each other: \(cycle.joined(separator: " -> "))")
      }
    }
  }

  private func cycle(
    from id: String, _ path: inout [String], _ finished: inout Set<String>
  ) -> [String]? {
    if finished.contains(id) { return nil }
    if let start = path.firstIndex(of: id) { return path[start...] + [id] }
    path.append(id)
    defer { path.removeLast() }
    for next in steps[id]?.dependencies.sorted() ?? [] {
      if let cycle = cycle(from: next, &path, &finished) { return cycle }
    }
    finished.insert(id)
    return nil
  }

  private mutating func checkTypes() {
    for step in definition.steps {
      let item = itemType(of: step)
      guard let signature = agents[step.agent] else { continue }
      for (name, wanted) in signature.inputs.sorted(by: { $0.key < $1.key }) {
        guard let value = step.inputs[name] else { continue }
        let field = "input '\(name)' of step '\(step.id)'"
        guard let given = type(of: value, item: item, field: field) else { continue }
        if !wanted.accepts(given) {
          problems.append("\(field) is \(given), but agent '\(step.agent)' takes \(wanted)")
        }
      }
    }
    for (name, value) in definition.report.sorted(by: { $0.key < $1.key }) {
      _ = type(of: value, item: nil, field: "report '\(name)'")
    }
  }

  private mutating func itemType(of step: StepDefinition) -> ValueType? {
    guard let forEach = step.forEach else { return nil }
    let field = "forEach of step '\(step.id)'"
    guard let given = type(of: .string(forEach), item: nil, field: field) else { return .any }
    if case .list(let element) = given { return element }
    problems.append("\(field) is \(given), but a list is needed")
    return .any
  }

  /// `nil` after a problem was reported.
  private mutating func type(of value: Value, item: ValueType?, field: String) -> ValueType? {
    guard case .string(let text) = value, let reference = Reference(text) else {
      return ValueType(of: value)
    }
    var type: ValueType
    switch reference.root {
    case .run: type = Self.runInputs
    case .item: type = item ?? .any
    case .step(let name):
      guard let step = steps[name], let signature = agents[step.agent] else { return nil }
      type = step.forEach == nil ? signature.output : .list(signature.output)
    }
    for name in reference.path {
      switch type {
      case .any: return .any
      case .object(let fields):
        guard let next = fields[name] else {
          problems.append("\(field) is '\(text)', but there is no '\(name)' in \(type)")
          return nil
        }
        type = next
      default:
        problems.append("\(field) is '\(text)', but \(type) has no field '\(name)'")
        return nil
      }
    }
    return type
  }

  private static func list(_ names: some Sequence<String>) -> String {
    names.sorted().map { "'\($0)'" }.joined(separator: ", ")
  }
}
