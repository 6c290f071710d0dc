/// Names of agents, workflows, inputs and steps, and what values refer to.
extension WorkflowValidator {
  mutating func checkReferences() {
    for step in definition.steps {
      checkPerformers(step)
      for (name, value) in step.values {
        check(
          value, field: "\(name) of step '\(step.id)'", in: step,
          hasItem: name != "forEach" && name != "when")
      }
      for (name, value) in step.compensationValues {
        check(value, field: "\(name) of step '\(step.id)'", in: step, isCompensation: true)
      }
      if let forEach = step.forEach, !Reference.isMeant(by: forEach) {
        problems.append("forEach of step '\(step.id)' is '\(forEach)', which is no reference")
      }
      for name in step.after where graph.indexes[name] == nil {
        problems.append(dangling(name, field: "after of step '\(step.id)'"))
      }
      for name in Set(step.defaults.keys).subtracting(step.dependencies).sorted() {
        problems.append(
          "defaults of step '\(step.id)' names '\(name)', which the step does not wait for; it waits "
            + "for \(step.dependencies.isEmpty ? "nothing" : step.dependencies.quotedList)")
      }
    }
    for (name, value) in definition.report.sorted(by: { $0.key < $1.key }) {
      check(value, field: "report '\(name)'", in: nil)
    }
  }

  private mutating func checkPerformers(_ step: StepDefinition) {
    switch step.work {
    case .agent(let call): check(call, "step '\(step.id)'")
    case .workflow(let call):
      guard let workflow = workflows[call.workflow] else {
        problems.append(
          "step '\(step.id)' names the unknown workflow '\(call.workflow)'; known are "
            + workflows.keys.quotedList)
        break
      }
      let required = workflow.inputs.filter { $0.value.standard == nil }.keys
      check(
        call.inputs.keys, required: required, known: workflow.inputs.keys,
        "step '\(step.id)' gives workflow '\(call.workflow)'")
    case .wait(let wait):
      if case .event(let wait) = wait, wait.name.isEmpty {
        problems.append("step '\(step.id)' waits for an event without a name")
      }
      if case .signal(let wait) = wait, wait.name.isEmpty {
        problems.append("step '\(step.id)' waits for a signal without a name")
      }
    }
    for (call, subject) in standIns(of: step) { check(call, subject) }
  }

  private mutating func check(_ call: AgentCall, _ subject: String) {
    if AgentName(text: call.agent) == nil {
      problems.append(
        "\(subject) names the agent '\(call.agent)': give a name, perhaps with a version: 'planner', "
          + "'planner@2'")
    } else if let agent = agents[call.agent] {
      check(
        call.inputs.keys, required: agent.inputs.keys, known: agent.inputs.keys,
        "\(subject) gives agent '\(call.agent)'")
    } else {
      problems.append(
        "\(subject) names the unknown agent '\(call.agent)'; known are \(agents.keys.quotedList)")
    }
  }

  private mutating func check(
    _ given: some Sequence<String>, required: some Sequence<String>, known: some Sequence<String>,
    _ subject: String
  ) {
    let (given, known) = (Set(given), Set(known))
    for name in Set(required).subtracting(given).sorted() {
      problems.append("\(subject) no input '\(name)'")
    }
    for name in given.subtracting(known).sorted() {
      problems.append(
        "\(subject) an input '\(name)' that it does not take; it takes \(known.quotedList)")
    }
  }

  private mutating func check(
    _ value: Value, field: String, in step: StepDefinition?, hasItem: Bool = true,
    isCompensation: Bool = false
  ) {
    for text in value.referenceTexts {
      guard let reference = Reference(text) else {
        problems.append("\(field) is '\(text)', which is no reference")
        continue
      }
      switch reference.root {
      case .run: break
      case .item:
        if step?.forEach == nil {
          problems.append("\(field) uses $item, which only a step with forEach has")
        } else if !hasItem {
          problems.append("\(field) uses $item, and is looked at once for the whole list")
        }
      case .output:
        if !isCompensation {
          problems.append("\(field) uses $output, which only a compensation has")
        }
      case .step(let name):
        if graph.indexes[name] == nil {
          problems.append(dangling(name, field: field))
        } else if isCompensation, name == step?.id {
          problems.append("\(field) refers to its own step; use $output")
        }
      }
    }
  }

  private func dangling(_ name: String, field: String) -> String {
    "\(field) refers to the step '\(name)', which does not exist; there are "
      + graph.indexes.keys.quotedList
  }
}
