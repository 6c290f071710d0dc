/// Whose texts are embedded next, and which go together. Holds no clock and no thread.
///
/// A pass takes what waits, and waits for nothing: questions in order of arrival, then texts of
/// documents, as many as have `passTokenCount` tokens together. So a question waits for the pass
/// that runs, and questions that come meanwhile share the next, which reads the weights once for all
/// of them. A text's vector does not depend on its company, so nobody can tell.
///
/// Bounded: questions by their number, documents by theirs, and what waits of a document by its
/// caller, who brings the next texts when it has the vectors of the last.
package struct EmbeddingQueue: Sendable {
  package enum Kind: Sendable {
    case question
    case document
  }

  package struct Limits: Sendable {
    /// Questions that wait or run.
    package var questionCount: Int
    /// Documents that are being embedded.
    package var documentCount: Int
    /// Tokens of a pass; a longer text has a pass for itself.
    package var passTokenCount: Int

    package init(questionCount: Int = 256, documentCount: Int = 64, passTokenCount: Int = 512) {
      self.questionCount = questionCount
      self.documentCount = documentCount
      self.passTokenCount = passTokenCount
    }
  }

  /// Texts that are embedded together, each the next one of its job.
  package struct Pass: Sendable, Equatable {
    package fileprivate(set) var jobs: [UInt64] = []
    package fileprivate(set) var texts: [[Int32]] = []
    package fileprivate(set) var tokenCount = 0
  }

  private struct Job {
    let kind: Kind
    var texts: ArraySlice<[Int32]>
    let textCount: Int
    var vectors: [[Float]] = []
  }

  private let limits: Limits
  private var jobs: [UInt64: Job] = [:]
  /// Jobs with texts that no pass has taken yet, in order of arrival.
  private var waiting: [Kind: [UInt64]] = [.question: [], .document: []]
  private var questionCount = 0
  private var documentCount = 0
  /// A moving average over passes; a guess until there was one.
  private var secondsPerToken = 0.001

  package init(limits: Limits) { self.limits = limits }

  /// A document is to be embedded, in as many calls of ``offered(_:as:id:)`` as it takes, one at a
  /// time. Ends with ``documentEnded()`` unless this throws.
  package mutating func documentBegan() throws(RetrievalError) {
    guard documentCount < limits.documentCount else {
      throw refusal("\(documentCount) documents are being embedded")
    }
    documentCount += 1
  }

  package mutating func documentEnded() { documentCount -= 1 }

  /// Texts arrived, at least one. `id` is the caller's name for them until they are finished or
  /// cancelled.
  package mutating func offered(
    _ texts: [[Int32]], as kind: Kind, id: UInt64
  ) throws(RetrievalError) {
    precondition(!texts.isEmpty && jobs[id] == nil, "job \(id) of \(texts.count) texts")
    switch kind {
    case .question:
      guard questionCount < limits.questionCount else {
        throw refusal("\(questionCount) questions wait to be embedded")
      }
      questionCount += 1
    case .document: break
    }
    waiting[kind]?.append(id)
    jobs[id] = Job(kind: kind, texts: texts[...], textCount: texts.count)
  }

  /// The caller has gone: its texts are dropped, and so are the vectors of those that a pass has.
  /// False where it is known no more.
  package mutating func cancelled(_ id: UInt64) -> Bool {
    guard let job = jobs.removeValue(forKey: id) else { return false }
    if job.kind == .question { questionCount -= 1 }
    waiting[job.kind]?.removeAll { $0 == id }
    return true
  }

  /// What is embedded next; nil where nothing waits.
  package mutating func nextPass() -> Pass? {
    var pass = Pass()
    take(.question, into: &pass)
    // A question that did not fit goes first the next time, and no document before it.
    if waiting[.question]!.isEmpty { take(.document, into: &pass) }
    return pass.texts.isEmpty ? nil : pass
  }

  private mutating func take(_ kind: Kind, into pass: inout Pass) {
    while let id = waiting[kind]?.first, let text = jobs[id]?.texts.first {
      guard pass.texts.isEmpty || pass.tokenCount + text.count <= limits.passTokenCount else {
        return
      }
      pass.jobs.append(id)
      pass.texts.append(text)
      pass.tokenCount += text.count
      jobs[id]?.texts.removeFirst()
      if jobs[id]?.texts.isEmpty == true { waiting[kind]?.removeFirst() }
    }
  }

  /// A pass has ended: the jobs that it completed.
  package mutating func passEnded(
    _ pass: Pass, vectors: [[Float]], elapsed: Duration
  ) -> [(id: UInt64, vectors: [[Float]])] {
    precondition(vectors.count == pass.texts.count)
    secondsPerToken +=
      (elapsed / .seconds(1) / Double(pass.tokenCount) - secondsPerToken) / 8
    var finished: [(UInt64, [[Float]])] = []
    for (id, vector) in zip(pass.jobs, vectors) {
      jobs[id]?.vectors.append(vector)
      guard let job = jobs[id], job.vectors.count == job.textCount else { continue }
      if job.kind == .question { questionCount -= 1 }
      jobs[id] = nil
      finished.append((id, job.vectors))
    }
    return finished
  }

  /// With the time that what waits should take: at least a second, so that nobody is invited to
  /// knock all the time, and at most a minute, because estimates err.
  private func refusal(_ reason: String) -> RetrievalError {
    let tokenCount = jobs.values.reduce(0) { $0 + $1.texts.reduce(0) { $0 + $1.count } }
    let delay = Duration.seconds(min(max(Double(tokenCount) * secondsPerToken, 1), 60))
    return RetrievalError(
      .overloaded,
      "\(reason), as many as may; try again in \(Int((delay / .seconds(1)).rounded(.up))) s",
      retryAfter: delay)
  }
}
