/// What led to what in a run: a pure function of its history.
///
/// Steps and signals are points; a link leads from what gave something to the step that it was given
/// to. A mapped step's list is one point, named like the step, so that the graph grows with the run
/// and not with its square.
package struct RunExplanation: Sendable, Hashable, Codable {
  package struct Attempt: Sendable, Hashable, Codable {
    package var number: Int
    package var role: AgentTask.Role
    package var startedAt: Int
    package var endedAt: Int?
    /// Such as "completed", "failed: retrieval is away", "interrupted"; empty while it is under way.
    package var outcome: String
    /// The number of the event that began it.
    package var sequence: Int
  }

  package struct Point: Sendable, Hashable, Codable {
    /// `run`, a step such as `search[1]`, or a signal such as `signal go 12`.
    package var id: String
    /// Who did it, in words for people.
    package var by: String
    package var attempts: [Attempt] = []
    /// Such as "completed", "skipped", "undone"; empty while it is under way.
    package var outcome = ""
    /// Why, where there is a reason: of a skip, a fallback, a failure.
    package var reason = ""
    package var summary = ""
    package var toolsCalled: [String] = []
    package var tokensUsed = 0
    /// What its output rests on, as its agent says.
    package var evidence = Value.null
    package var output: Value?
  }

  package struct Link: Sendable, Hashable, Codable {
    package var from: String
    package var to: String
    /// What it was given as: "input 'question'", "when", "forEach", "after", "signal".
    package var role: String
  }

  package private(set) var runID = ""
  package private(set) var workflow = ""
  package private(set) var workflowVersion = 0
  package private(set) var points: [Point] = []
  package private(set) var links: [Link] = []
  /// How the run ended; empty while it has not.
  package private(set) var outcome = ""

  private enum CodingKeys: CodingKey {
    case runID, workflow, workflowVersion, points, links, outcome
  }

  private var places: [String: Int] = [:]
  private var definitions: [String: StepDefinition] = [:]
  /// Signals that no step has taken yet, by name.
  private var openSignals: [String: [String]] = [:]
  private var isUndoing = false
  /// Steps whose fallback's agent has taken over.
  private var fallbacks: Set<StepID> = []

  /// How many events of the history it has taken in.
  package private(set) var eventCount = 0

  package init() {}

  package init(_ history: some Sequence<(event: RunEvent, at: Int)>) {
    for entry in history { take(entry.event, at: entry.at) }
  }

  /// What a point led to.
  package func consequences(of id: String) -> [String] {
    links.filter { $0.from == id }.map(\.to)
  }

  /// Takes the next event of the history in.
  package mutating func take(_ event: RunEvent, at time: Int) {
    eventCount += 1
    let sequence = eventCount
    switch event {
    case .submitted(let submission):
      runID = submission.runID
      workflow = submission.workflow.name
      workflowVersion = submission.workflow.version
      definitions = Dictionary(
        submission.workflow.steps.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      add(Point(id: "run", by: "the submitter", output: submission.inputs))
    case .stepMapped(let name, let count):
      point(StepID(name)) { point in
        point.summary = "\(count) elements"
        point.outcome = "mapped"
      }
    case .stepSkipped(let name, let reason):
      point(StepID(name)) { point in
        point.outcome = "skipped"
        point.reason = reason
      }
    case .attemptStarted(let id, let number), .childStarted(let id, let number, _):
      begin(id, number, at: time, sequence: sequence)
      if case .childStarted(_, _, let child) = event { point(id) { $0.summary = "run \(child)" } }
    case .attemptFailed(let id, let number, let reason, _):
      end(id, number, "failed: \(reason)", at: time)
    case .attemptInterrupted(let id, let number): end(id, number, "interrupted", at: time)
    case .stepFellBack(let id, let reason, let result):
      endLast(id, "failed: \(reason)", at: time)
      point(id) { $0.reason = reason }
      if let result { complete(id, result) } else { fallbacks.insert(id) }
    case .stepCompleted(let id, let number, let result):
      end(id, number, "completed", at: time)
      takeSignal(id)
      complete(id, result)
    case .stepCopied(let id, let result):
      complete(id, result)
      point(id) { $0.reason = "copied from the run that this one was forked from" }
    case .signalled(let name, let payload, let by):
      let id = "signal \(name) \(sequence)"
      add(Point(id: id, by: by, outcome: "sent", output: payload))
      openSignals[name, default: []].append(id)
    case .compensationBegan(let ending):
      isUndoing = true
      fail(ending, at: time)
    case .stepCompensated(let id, let number, let summary):
      end(id, number, "completed: \(summary)", at: time)
      point(id) { $0.outcome = "undone" }
    case .compensationFailed(let id, let number, let reason):
      end(id, number, "failed: \(reason)", at: time)
      point(id) { $0.reason = reason }
    case .runSucceeded: outcome = "succeeded"
    case .runFailed(let step, let reason):
      fail(.failed(step: step, reason: reason), at: time)
      outcome = "failed: \(reason)"
    case .runCancelled(let reason): outcome = "cancelled: \(reason)"
    case .retried:
      isUndoing = false
      fallbacks = []
      outcome = ""
    case .paused, .resumed: break
    }
  }

  private mutating func add(_ point: Point) {
    places[point.id] = points.count
    points.append(point)
  }

  /// The point of a step, with the links that lead to it when it is new.
  private mutating func point(_ id: StepID, _ change: (inout Point) -> Void) {
    let name = "\(id)"
    if places[name] == nil {
      add(Point(id: name, by: definitions[id.name]?.work.performer ?? ""))
      link(id)
    }
    if let place = places[name] { change(&points[place]) }
  }

  private mutating func link(_ id: StepID) {
    guard let definition = definitions[id.name] else { return }
    var found: [Link] = []
    func add(_ from: String, _ role: String) {
      let link = Link(from: from, to: "\(id)", role: role)
      if !found.contains(link) { found.append(link) }
    }
    // What the elements of a list have in common is said once, of the list.
    if id.index != nil { add(id.name, "element") }
    for (role, value) in definition.values
    where definition.forEach == nil || (id.index != nil) == role.contains("input") {
      for text in value.referenceTexts { source(of: text).map { add($0, role) } }
    }
    if id.index == nil { for name in definition.after { add(name, "after") } }
    links += found
  }

  private func source(of text: String) -> String? {
    switch Reference(text)?.root {
    case .run: "run"
    case .step(let name): name
    case .item, .output, nil: nil
    }
  }

  private mutating func begin(_ id: StepID, _ number: Int, at time: Int, sequence: Int) {
    let (undoes, isFallback) = (isUndoing, fallbacks.contains(id))
    let fallback: AgentCall? =
      if case .agent(let call)? = definitions[id.name]?.fallback { call } else { nil }
    point(id) { point in
      let isFallback = !undoes && isFallback
      point.attempts.append(
        Attempt(
          number: number, role: undoes ? .compensation : isFallback ? .fallback : .step,
          startedAt: time, outcome: "", sequence: sequence))
      if isFallback, let fallback { point.by = fallback.agent }
      if !undoes { point.outcome = "" }
    }
  }

  private mutating func end(_ id: StepID, _ number: Int, _ outcome: String, at time: Int) {
    point(id) { point in
      guard let place = point.attempts.lastIndex(where: { $0.number == number }) else { return }
      point.attempts[place].outcome = outcome
      point.attempts[place].endedAt = time
    }
  }

  private mutating func endLast(_ id: StepID, _ outcome: String, at time: Int) {
    point(id) { point in
      guard let last = point.attempts.indices.last, point.attempts[last].endedAt == nil else {
        return
      }
      point.attempts[last].outcome = outcome
      point.attempts[last].endedAt = time
    }
  }

  private mutating func complete(_ id: StepID, _ result: AgentResult) {
    point(id) { point in
      point.outcome = "completed"
      point.summary = result.summary
      point.toolsCalled = result.toolsCalled
      point.tokensUsed += result.tokensUsed
      point.evidence = result.evidence
      point.output = result.output
    }
  }

  private mutating func takeSignal(_ id: StepID) {
    guard case .wait(.signal(let wait))? = definitions[id.name]?.work,
      var open = openSignals[wait.name], !open.isEmpty
    else { return }
    links.append(Link(from: open.removeFirst(), to: "\(id)", role: "signal"))
    openSignals[wait.name] = open
  }

  private mutating func fail(_ ending: RunEnding, at time: Int) {
    guard case .failed(let id?, let reason) = ending else { return }
    endLast(id, "failed: \(reason)", at: time)
    point(id) { point in
      if point.outcome.isEmpty { point.outcome = "failed" }
      point.reason = reason
    }
  }
}
