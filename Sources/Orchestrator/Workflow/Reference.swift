/// Where an input's value comes from: `$run.question`, `$plan.subQuestions`, `$item.passages`.
///
/// A mapped step's own name stands for the list of its outputs, in the order of its list: referring
/// to it is the join.
package struct Reference: Sendable, Hashable {
  package enum Root: Sendable, Hashable {
    /// What the run was submitted with: `question`, `sessionID`.
    case run
    /// The current element of the list that a step is mapped over.
    case item
    /// The output of a step.
    case step(String)
  }

  package let root: Root
  package let path: [String]

  /// `nil` when the text is no reference: it does not start with `$`, or a name in it is empty.
  package init?(_ text: String) {
    guard text.first == "$" else { return nil }
    let names = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    guard let first = names.first, !names.contains("") else { return nil }
    root =
      switch first {
      case "run": .run
      case "item": .item
      default: .step(first)
      }
    path = Array(names.dropFirst())
  }
}
