/// What steps give and take.
extension RunMachine {
  /// The longest list that a step is mapped over.
  package static let listCountMax = 10_000

  /// The value that a reference stands for; `nil` while a step it needs has not settled, or when the
  /// value has no such field. What a skipped step gave is the default that `definition` has for it, or
  /// null.
  func resolve(
    _ reference: Reference, for definition: StepDefinition? = nil, item: Value? = nil,
    output: Value? = nil
  ) -> Value? {
    let root: Value? =
      switch reference.root {
      case .run: submission?.inputs
      case .item: item
      case .output: output
      case .step(let name): stepOutput(name, for: definition)
      }
    return root?.field(reference.path)
  }

  private func stepOutput(_ name: String, for definition: StepDefinition?) -> Value? {
    guard let index = graph.indexes[name] else { return nil }
    switch nodes[index].state {
    case .completed: return nodes[index].output
    case .skipped: return definition?.defaults[name] ?? .null
    case .pending, .open: return nil
    }
  }

  /// The list that a definition is mapped over; `nil` when the value is none, or too long.
  func list(of index: Int) -> [Value]? {
    guard let definition = submission?.workflow.steps[index], let forEach = definition.forEach,
      let reference = Reference(forEach), let list = resolve(reference, for: definition)?.list,
      list.count <= Self.listCountMax
    else { return nil }
    return list
  }

  /// The element that an execution of a mapped step is for.
  private func item(of id: StepID) -> Value? {
    guard let element = id.index, let index = graph.indexes[id.name],
      let items = nodes[index].items, items.indices.contains(element)
    else { return nil }
    return items[element]
  }

  /// Values of a step's definition with the references resolved; `nil` when one stands for nothing.
  func filled(
    _ values: [String: Value], for definition: StepDefinition, _ id: StepID, output: Value? = nil
  ) -> [String: Value]? {
    let item = item(of: id)
    var filled: [String: Value] = [:]
    for (name, value) in values {
      let value = value.filled { resolve($0, for: definition, item: item, output: output) }
      guard let value else { return nil }
      filled[name] = value
    }
    return filled
  }

  func filled(_ value: Value, for definition: StepDefinition, _ id: StepID) -> Value? {
    filled(["": value], for: definition, id)?[""]
  }

  /// The report of a run whose steps have settled; a field that is missing is null.
  func report() -> Value {
    let fields = submission?.workflow.report ?? [:]
    return .object(fields.mapValues { value in value.filled { resolve($0) ?? .null } ?? .null })
  }
}
