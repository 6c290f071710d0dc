/// Steps that no run would ever perform.
///
/// It finds conditions that do not depend on anything, and steps that need two others of which one has
/// the opposite condition of the other. It does not reason about values.
extension WorkflowValidator {
  mutating func checkReachability() {
    /// For each step the conditions that must hold when it is performed.
    var needs: [Int: Set<Predicate>] = [:]
    for index in graph.order {
      let step = definition.steps[index]
      var conditions: Set<Predicate> = []
      if let when = step.when {
        if when.operands.allSatisfy(\.referenceTexts.isEmpty), !when.holds({ _ in nil }) {
          problems.append(
            "step '\(step.id)' is never performed: its condition refers to nothing and does not hold"
          )
        }
        conditions = when.conjuncts
      }
      // With the other rule nothing is known but that one of them was performed.
      if step.join == .all {
        for other in graph.dependencies[index]
        where step.defaults[definition.steps[other].id] == nil {
          conditions.formUnion(needs[other] ?? [])
        }
      }
      if conditions.contains(where: { conditions.contains($0.negation) }) {
        problems.append(
          "step '\(step.id)' is never performed: it needs steps of which one is skipped when the other "
            + #"is not; join them with "join": "any", or give a value in 'defaults'"#)
        // What needs it is not reported again.
        conditions = []
      }
      needs[index] = conditions
    }
  }
}

extension Predicate {
  /// Conditions that all hold when it does.
  fileprivate var conjuncts: Set<Predicate> {
    if case .and(let parts) = self {
      parts.reduce(into: []) { $0.formUnion($1.conjuncts) }
    } else {
      [self]
    }
  }

  fileprivate var negation: Predicate {
    if case .not(let part) = self { part } else { .not(self) }
  }
}
