/// A new run that begins where another one stood before a step.
package struct RunFork: Sendable, Hashable {
  package let submission: RunSubmission
  /// What the new run has in common with the other one.
  let copies: [RunEvent]
}

extension RunMachine {
  /// Why a run cannot be forked, in words for people.
  package struct ForkRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// A new run that has the results of all steps of this one that do not follow from `name` and were
  /// not undone, and performs the others. `inputs` replace those of this run where the steps that are
  /// performed take them.
  package func fork(
    before name: String, runID: String, inputs: Value? = nil, idempotencyKey: String = "",
    traceparent: String = ""
  ) throws -> RunFork {
    guard var submission else { throw ForkRefusal(description: "there is no run to fork") }
    guard let start = graph.indexes[name] else {
      throw ForkRefusal(
        description: "there is no step '\(name)'; there are \(graph.indexes.keys.quotedList)")
    }
    submission.origin = .init(runID: submission.runID, step: name)
    submission.runID = runID
    submission.idempotencyKey = idempotencyKey
    submission.traceparent = traceparent
    submission.parent = nil
    if let inputs { submission.inputs = try submission.workflow.completed(inputs) }
    return RunFork(submission: submission, copies: copies(without: start))
  }

  private func copies(without start: Int) -> [RunEvent] {
    let undone = steps.compactMap { step -> Int? in
      guard case .undone = step.state else { return nil }
      return graph.indexes[step.id.name]
    }
    let anew = graph.downstream(of: [start] + undone)
    return graph.order.flatMap { index -> [RunEvent] in
      guard let name = submission?.workflow.steps[index].id, !anew.contains(index) else {
        return []
      }
      switch nodes[index].state {
      case .pending, .open: return []
      case .skipped:
        return [.stepSkipped(step: name, reason: step(StepID(name))?.reason ?? "")]
      case .completed:
        guard let items = nodes[index].items else { return copy(StepID(name)) }
        return [.stepMapped(step: name, count: items.count)]
          + items.indices.flatMap { copy(StepID(name, $0)) }
      }
    }
  }

  private func copy(_ id: StepID) -> [RunEvent] {
    guard case .completed(let result)? = step(id)?.state else { return [] }
    return [.stepCopied(step: id, result: result)]
  }
}
