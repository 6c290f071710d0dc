/// Where a value comes from: `$run.question`, `$plan.subQuestions`, `$item.passages`.
///
/// A mapped step's own name stands for the list of its outputs, in the order of its list: referring
/// to it is the join.
package struct Reference: Sendable, Hashable {
  package enum Root: Sendable, Hashable {
    /// What the run was submitted with.
    case run
    /// The current element of the list that a step is mapped over.
    case item
    /// What the step gave whose compensation it is.
    case output
    /// The output of a step.
    case step(String)
  }

  /// Names that no step may have.
  package static let reservedNames = ["run", "item", "output"]

  package let root: Root
  package let path: [String]

  /// `nil` when the text is no reference: it does not start with one `$`, or a name in it is empty.
  package init?(_ text: String) {
    guard Self.isMeant(by: text) else { return nil }
    let names = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    guard let first = names.first, !names.contains("") else { return nil }
    root =
      switch first {
      case "run": .run
      case "item": .item
      case "output": .output
      default: .step(first)
      }
    path = Array(names.dropFirst())
  }

  /// Whether a text wants to be a reference. `$$` at its start stands for a dollar sign.
  package static func isMeant(by text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "$") && !text.hasPrefix("$$")
  }
}

extension Value {
  /// Every text in it that wants to be a reference, in no order.
  package var referenceTexts: [String] {
    switch self {
    case .string(let text): Reference.isMeant(by: text) ? [text] : []
    case .list(let list): list.flatMap(\.referenceTexts)
    case .object(let fields): fields.values.flatMap(\.referenceTexts)
    case .null, .bool, .number: []
    }
  }

  /// The value with every reference in it, however deep, replaced by what it stands for; `nil` when
  /// one of them stands for nothing.
  package func filled(_ resolve: (Reference) -> Value?) -> Value? {
    switch self {
    case .null, .bool, .number: return self
    case .string(let text):
      if let reference = Reference(text) { return resolve(reference) }
      return text.hasPrefix("$$") ? .string(String(text.dropFirst())) : self
    case .list(let list):
      var filled: [Value] = []
      filled.reserveCapacity(list.count)
      for element in list {
        guard let value = element.filled(resolve) else { return nil }
        filled.append(value)
      }
      return .list(filled)
    case .object(let fields):
      var filled: [String: Value] = [:]
      for (name, field) in fields {
        guard let value = field.filled(resolve) else { return nil }
        filled[name] = value
      }
      return .object(filled)
    }
  }
}
