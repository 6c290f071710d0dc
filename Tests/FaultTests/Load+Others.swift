import Synchronization

/// What clients do with retrieval and the inference worker.
extension Load {
  /// Stores documents, now and then one that is there with other content.
  func storeDocuments() async {
    var count = 0
    while !Task.isCancelled {
      count += 1
      let uri = count % 3 == 0 ? "changing.txt" : "document-\(count).txt"
      let text = "Kestrel \(count) hovers over the meadow."
      state.withLock { state in
        state.documents[uri, default: (acknowledged: "", given: "")].given = text
      }
      let isDone = await insist { [cluster] options -> Bool in
        try await cluster.store(uri, text, tenant: Self.tenant, options)
        return true
      }
      if isDone == nil { return }
      state.withLock { $0.documents[uri]?.acknowledged = text }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Asks the same few questions: the answers are the same whatever happens.
  func askModel() async {
    let prompts = ["The kestrel is", "One, two, three,", "Water boils at"]
    var count = 0
    while !Task.isCancelled {
      count += 1
      let prompt = prompts[count % prompts.count]
      let answer = await insist { [cluster] options in
        try await cluster.answer(prompt, tokenCount: 6, options)
      }
      guard let answer else { return }
      let first = state.withLock { state in
        state.answerCount += 1
        if state.answers[prompt] == nil { state.answers[prompt] = answer }
        return state.answers[prompt]
      }
      if first != answer {
        violate("'\(prompt)' went on as \(answer), and as \(first ?? []) before")
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }
}
