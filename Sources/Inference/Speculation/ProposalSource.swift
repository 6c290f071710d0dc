/// Who proposed. The raw value is an index into tables of counts.
package enum ProposalSource: Int, CaseIterable, Sendable {
  /// What followed the longest end of the sequence when it occurred before.
  case suffix
  /// The passage that was being repeated when the model departed from it.
  case resumed
  /// What followed in earlier answers to the same tenant, where the request asks for it.
  case tenant
  /// What the constraint on the output leaves no choice about.
  case grammar
  /// A draft model's choice.
  case draft

  /// As it is called in metrics and replies.
  package var name: String {
    switch self {
    case .suffix: "suffix"
    case .resumed: "resumed"
    case .tenant: "tenant_cache"
    case .grammar: "grammar"
    case .draft: "draft"
    }
  }
}
