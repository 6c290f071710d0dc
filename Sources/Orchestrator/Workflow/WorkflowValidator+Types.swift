/// Whether what is given fits what is taken.
extension WorkflowValidator {
  mutating func checkTypes() {
    let skippable = skippableSteps()
    for index in graph.order {
      let step = definition.steps[index]
      let item = itemType(of: step)
      checkInputs(step, item: item)
      checkOutput(step)
      checkValues(step)
      if step.join == .any { checkSkipped(step, skippable) }
      for (name, value) in step.defaults.sorted(by: { $0.key < $1.key }) {
        guard let index = graph.indexes[name],
          let wanted = outputType(of: definition.steps[index], asList: true),
          !wanted.admits(value)
        else { continue }
        problems.append(
          "default '\(name)' of step '\(step.id)' is \(ValueType(of: value)), but step '\(name)' "
            + "gives \(wanted)")
      }
    }
    for (name, value) in definition.report.sorted(by: { $0.key < $1.key }) {
      _ = type(of: value, field: "report '\(name)'")
    }
  }

  private mutating func checkInputs(_ step: StepDefinition, item: ValueType?) {
    switch step.work {
    case .agent(let call):
      check(call, "input", of: step, item: item)
    case .workflow(let call):
      guard let workflow = workflows[call.workflow] else { break }
      check(
        call.inputs, wanted: workflow.inputs.mapValues(\.type), "input",
        "workflow '\(call.workflow)'",
        of: step, item: item)
      checkChild(workflow, of: step)
    case .wait: break
    }
    if case .agent(let call)? = step.fallback {
      check(call, "fallback input", of: step, item: item)
    }
    if let call = step.compensate {
      check(call, "compensate input", of: step, item: item, output: outputType(of: step))
    }
  }

  private mutating func check(
    _ call: AgentCall, _ kind: String, of step: StepDefinition, item: ValueType?,
    output: ValueType? = nil
  ) {
    guard let signature = agents[call.agent] else { return }
    check(
      call.inputs, wanted: signature.inputs, kind, "agent '\(call.agent)'", of: step, item: item,
      output: output)
  }

  private mutating func check(
    _ inputs: [String: Value], wanted: [String: ValueType], _ kind: String, _ taker: String,
    of step: StepDefinition, item: ValueType?, output: ValueType? = nil
  ) {
    for (name, wanted) in wanted.sorted(by: { $0.key < $1.key }) {
      guard let value = inputs[name] else { continue }
      let field = "\(kind) '\(name)' of step '\(step.id)'"
      guard let given = type(of: value, item: item, output: output, field: field) else { continue }
      // A constant is looked at as a whole: an empty list is of every list type.
      let fits = value.referenceTexts.isEmpty ? wanted.admits(value) : wanted.accepts(given)
      if !fits { problems.append("\(field) is \(given), but \(taker) takes \(wanted)") }
    }
  }

  private mutating func checkChild(_ workflow: WorkflowDefinition, of step: StepDefinition) {
    let names = path + [definition.name, workflow.name]
    if names.dropLast().contains(workflow.name) {
      return problems.append(
        "step '\(step.id)': workflows run each other: \(names.joined(separator: " -> "))")
    }
    if names.count > Self.depthMax {
      return problems.append(
        "step '\(step.id)': \(names.joined(separator: " -> ")) is more than \(Self.depthMax) deep")
    }
    var validator = WorkflowValidator(workflow, agents, workflows, path: path + [definition.name])
    validator.check()
    problems += validator.problems.map {
      "in workflow '\(workflow.name)' of step '\(step.id)': \($0)"
    }
  }

  private mutating func checkOutput(_ step: StepDefinition) {
    guard let wanted = outputType(of: step) else { return }
    switch step.fallback {
    case .value(let value):
      if !wanted.admits(value) {
        problems.append(
          "the fallback of step '\(step.id)' is \(ValueType(of: value)), but the step gives \(wanted)"
        )
      }
    case .agent(let call):
      if let given = agents[call.agent]?.output, !wanted.accepts(given) {
        problems.append(
          "the fallback of step '\(step.id)' gives \(given), but the step gives \(wanted)")
      }
    case nil: break
    }
  }

  private mutating func checkValues(_ step: StepDefinition) {
    if case .wait(let wait) = step.work {
      for (name, value) in wait.values {
        let field = "\(name) of step '\(step.id)'"
        guard let given = type(of: value, item: .any, field: field) else { continue }
        let wanted: ValueType =
          switch wait {
          case .timer: .number
          case .person: .string
          case .event, .signal: .any
          }
        if given != .any, !wanted.accepts(given) {
          problems.append("\(field) is \(given); give \(wanted)")
        }
      }
    }
    if let when = step.when { check(when, field: "when of step '\(step.id)'") }
  }

  private mutating func check(_ predicate: Predicate, field: String) {
    switch predicate {
    case .equals(let left, let right):
      _ = (type(of: left, field: field), type(of: right, field: field))
    case .less(let left, let right):
      guard let left = type(of: left, field: field), let right = type(of: right, field: field)
      else { return }
      let types: Set<ValueType> = [left, right]
      if !types.isSubset(of: [.number, .any]), !types.isSubset(of: [.string, .any]) {
        problems.append(
          "\(field) asks whether \(left) is less than \(right); compare two numbers or "
            + "two strings")
      }
    case .exists(let value): _ = type(of: value, field: field)
    case .contained(let element, let list):
      _ = type(of: element, field: field)
      guard let given = type(of: list, field: field) else { return }
      switch given {
      case .list, .any: break
      case .string, .number, .bool, .object:
        problems.append("\(field) asks whether something is in \(given); give a list")
      }
    case .and(let parts), .or(let parts): for part in parts { check(part, field: field) }
    case .not(let part): check(part, field: field)
    }
  }

  /// A step that starts although one of its dependencies was skipped needs a value in its place.
  private mutating func checkSkipped(_ step: StepDefinition, _ skippable: Set<Int>) {
    var names: Set<String> = []
    for (name, value) in step.values + step.compensationValues where name != "when" {
      for text in value.referenceTexts {
        if case .step(let name)? = Reference(text)?.root { names.insert(name) }
      }
    }
    for name in names.sorted() where step.defaults[name] == nil {
      guard let index = graph.indexes[name], skippable.contains(index) else { continue }
      problems.append(
        "step '\(step.id)' takes what step '\(name)' gives, and starts even when that was skipped "
          + "(join: any): give a value for it in 'defaults'")
    }
  }

  /// The steps that may be skipped.
  private func skippableSteps() -> Set<Int> {
    var found: Set<Int> = []
    for index in graph.order {
      let step = definition.steps[index]
      func mayLack(_ other: Int) -> Bool {
        found.contains(other) && step.defaults[definition.steps[other].id] == nil
      }
      let needed = graph.dependencies[index]
      let lacks =
        step.join == .all
        ? needed.contains(where: mayLack) : !needed.isEmpty && needed.allSatisfy(mayLack)
      if step.when != nil || lacks { found.insert(index) }
    }
    return found
  }

  /// The type of the elements that a step is mapped over.
  private mutating func itemType(of step: StepDefinition) -> ValueType? {
    guard let forEach = step.forEach else { return nil }
    let field = "forEach of step '\(step.id)'"
    guard let given = type(of: .string(forEach), field: field) else { return .any }
    switch given {
    case .list(let element): return element
    case .any: return .any
    case .string, .number, .bool, .object:
      problems.append("\(field) is \(given), but a list is needed")
      return .any
    }
  }

  /// What one execution of a step gives, or all of them as a list; `nil` after a problem was reported.
  private func outputType(of step: StepDefinition, asList: Bool = false) -> ValueType? {
    let type: ValueType? =
      switch step.work {
      case .agent(let call): agents[call.agent]?.output
      case .workflow(let call): workflows[call.workflow].map(reportType)
      case .wait(.event(let wait)): wait.accepts
      case .wait(.signal(let wait)): wait.accepts
      case .wait(.person(let wait)): .object(["answer": wait.accepts, "by": .string])
      case .wait(.timer): .any
      }
    return asList && step.forEach != nil ? type.map { .list($0) } : type
  }

  private func reportType(of workflow: WorkflowDefinition) -> ValueType {
    guard path.count < Self.depthMax, workflow.name != definition.name else { return .any }
    var validator = WorkflowValidator(workflow, agents, workflows, path: path + [definition.name])
    return .object(
      workflow.report.mapValues { validator.type(of: $0, field: "report") ?? .any })
  }

  /// `nil` after a problem was reported.
  private mutating func type(
    of value: Value, item: ValueType? = nil, output: ValueType? = nil, field: String
  ) -> ValueType? {
    switch value {
    case .null, .bool, .number: return ValueType(of: value)
    case .string(let text):
      guard let reference = Reference(text) else { return .string }
      let root: ValueType? =
        switch reference.root {
        case .run: .object(definition.inputs.mapValues(\.type))
        case .item: item ?? .any
        case .output: output ?? .any
        case .step(let name):
          graph.indexes[name].flatMap { outputType(of: definition.steps[$0], asList: true) }
        }
      return root.flatMap { follow(reference.path, from: $0, text, field: field) }
    case .list(let list):
      var types: [ValueType] = []
      for element in list {
        guard let type = type(of: element, item: item, output: output, field: field) else {
          return nil
        }
        types.append(type)
      }
      return .list(ValueType.common(types))
    case .object(let fields):
      var types: [String: ValueType] = [:]
      for (name, value) in fields {
        guard let type = type(of: value, item: item, output: output, field: field) else {
          return nil
        }
        types[name] = type
      }
      return .object(types)
    }
  }

  private mutating func follow(
    _ path: [String], from type: ValueType, _ text: String, field: String
  ) -> ValueType? {
    var type = type
    for name in path {
      switch type {
      case .any: return .any
      case .object(let fields):
        guard let next = fields[name] else {
          problems.append("\(field) is '\(text)', but there is no '\(name)' in \(type)")
          return nil
        }
        type = next
      case .string, .number, .bool, .list:
        problems.append("\(field) is '\(text)', but \(type) has no field '\(name)'")
        return nil
      }
    }
    return type
  }
}
