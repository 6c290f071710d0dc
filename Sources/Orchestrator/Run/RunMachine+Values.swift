/// What steps give and take.
extension RunMachine {
  /// The longest list that a step is mapped over.
  package static let listCountMax = 64

  /// The output of a step, or the list of outputs of a mapped one; `nil` until it is complete.
  func output(ofStep name: String) -> Value? {
    guard let definition = submission?.workflow.steps.first(where: { $0.id == name }) else {
      return nil
    }
    guard let forEach = definition.forEach else { return output(of: StepID(name)) }
    guard let items = resolve(forEach)?.list else { return nil }
    var outputs: [Value] = []
    for index in items.indices {
      guard let output = output(of: StepID(name, index)) else { return nil }
      outputs.append(output)
    }
    return .list(outputs)
  }

  private func output(of id: StepID) -> Value? {
    guard case .completed(let result) = step(id)?.state else { return nil }
    return result.output
  }

  /// The value that a reference stands for; `nil` while a step it needs is not complete, or when the
  /// value has no such field.
  func resolve(_ text: String, item: Value? = nil) -> Value? {
    guard let reference = Reference(text) else { return .string(text) }
    let root: Value? =
      switch reference.root {
      case .run: submission?.inputs
      case .item: item
      case .step(let name): output(ofStep: name)
      }
    return root?.field(reference.path)
  }

  /// The inputs of one execution of a step.
  func inputs(of definition: StepDefinition, index: Int?) -> [String: Value]? {
    var item: Value?
    if let forEach = definition.forEach, let index {
      item = resolve(forEach)?.list?[index]
    }
    var inputs: [String: Value] = [:]
    for (name, value) in definition.inputs {
      guard case .string(let text) = value else {
        inputs[name] = value
        continue
      }
      guard let resolved = resolve(text, item: item) else { return nil }
      inputs[name] = resolved
    }
    return inputs
  }

  /// The report of a run whose steps are complete; a field that is missing is null.
  func report() -> Value {
    let fields = submission?.workflow.report ?? [:]
    return .object(
      fields.mapValues { value in
        guard case .string(let text) = value else { return value }
        return resolve(text) ?? .null
      })
  }
}
