import Embedding
import Retrieval
import Synchronization
import TestSupport
import Testing

/// Changes that somebody was told of.
private final class ChangeCount: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func increment() { count.withLock { $0 += 1 } }
}

/// The index on its real database and model.
@Suite(.blocksItsThread) struct IndexTests {
  private static let topics = [
    "The cat sleeps on the warm sofa.", "Engines need oil to run smoothly.",
    "Rice is cooked with twice as much water.", "The treaty was signed by both kings.",
    "Packages install their files below usr.", "Stars are born in clouds of gas.",
  ]

  @Test func aDocumentIsAddedUnchangedReplacedAndRemoved() async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open()
      guard case .added(let first) = try await sandbox.put(index, "# A\n\nCats purr.", uri: "a.md")
      else { throw Failure("not added") }
      #expect(first.title == "A" && first.chunkCount == 1)
      guard
        case .unchanged(let same) = try await sandbox.put(index, "# A\n\nCats purr.", uri: "a.md")
      else { throw Failure("not unchanged") }
      #expect(same == first)
      guard case .replaced = try await sandbox.put(index, "# A\n\nDogs bark loudly.", uri: "a.md")
      else { throw Failure("not replaced") }
      let query = SearchQuery(tenant: "default", text: "Which animals bark?")
      #expect(try await index.search(query).map(\.text) == ["Dogs bark loudly."])
      let old = SearchQuery(tenant: "default", text: "purr", mode: .keyword)
      #expect(try await index.search(old).isEmpty)
      try await index.remove(tenant: "default", documentID: first.documentID)
      #expect(try await index.search(query).isEmpty)
      #expect(try await index.counts(tenant: "default") == (0, 0))
      await #expect(throws: RetrievalError.self) {
        try await index.remove(tenant: "default", documentID: first.documentID)
      }
      await index.close()
    }
  }

  @Test func whoFollowsIsSentAwayBeforeTheEnd() async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open()
      try await sandbox.put(index, "# A\n\nCats purr.", uri: "a.md")
      let told = ChangeCount()
      let following = Task {
        try await index.follow(after: 0, madeAt: nil) { _ in told.increment() }
      }
      // It has read what there is, and waits for more.
      try await eventually { told.value == 1 }
      index.endFollowing()
      for task in [following, Task { try await index.follow(after: 1, madeAt: nil) { _ in } }] {
        let error = await #expect(throws: RetrievalError.self) { try await task.value }
        #expect(error?.code == .leaving && error?.message.contains("after 1") == true)
      }
      await index.close()
    }
  }

  @Test func aRefusedDocumentLeavesTheOldOne() async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open()
      try await sandbox.put(index, "# A\n\nCats purr.", uri: "a.md")
      await #expect(throws: DocumentError.self) {
        try await sandbox.put(index, "\u{0}", uri: "a.md")
      }
      #expect(try await index.counts(tenant: "default") == (1, 1))
      await index.close()
    }
  }

  @Test func everythingIsThereAfterARestart() async throws {
    try await Sandbox.with { sandbox in
      let query = SearchQuery(tenant: "default", text: "How much water for rice?", limit: 3)
      var index = try await sandbox.open()
      for (number, topic) in Self.topics.enumerated() {
        try await sandbox.put(index, topic, uri: "\(number).md", labels: ["n": "\(number)"])
      }
      let before = try await index.search(query)
      let documents = try await index.documents(tenant: "default", after: nil, limit: 100)
      await index.close()
      index = try await sandbox.open()
      #expect(try await index.search(query) == before)
      #expect(before.first?.text == Self.topics[2])
      #expect(try await index.documents(tenant: "default", after: nil, limit: 100) == documents)
      #expect(documents.map(\.uri) == documents.map(\.uri).sorted() && documents.count == 6)
      await index.close()
    }
  }

  /// Random documents of random tenants: no answer ever holds another tenant's document, and what a
  /// tenant gets does not depend on what the others have.
  @Test(arguments: [UInt64(1), 2, 3])
  func tenantsNeverMeet(seed: UInt64) async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open()
      var generator = SeededGenerator(seed: seed)
      var owners: [String: String] = [:]
      func compare(_ note: String) async throws -> [[FoundPassage]] {
        var answers: [[FoundPassage]] = []
        for mode in [SearchQuery.Mode.hybrid, .vector, .keyword] {
          for tenant in ["a", "b", "a' OR 1=1 --"] {
            for topic in Self.topics {
              let found = try await index.search(
                SearchQuery(tenant: tenant, text: topic, limit: 100, mode: mode))
              #expect(
                found.allSatisfy { owners[$0.documentURI] == tenant }, "seed \(seed), \(note)")
              if tenant == "a" { answers.append(found) }
            }
          }
        }
        return answers
      }
      for number in 0..<12 {
        let tenant = ["a", "b"].randomElement(using: &generator)!
        owners["\(number).md"] = tenant
        try await sandbox.put(
          index, Self.topics.randomElement(using: &generator)!, uri: "\(number).md", tenant: tenant)
      }
      let before = try await compare("first")
      for number in 100..<106 {
        owners["\(number).md"] = "b"
        try await sandbox.put(
          index, Self.topics.randomElement(using: &generator)!, uri: "\(number).md", tenant: "b")
      }
      #expect(try await compare("second") == before, "seed \(seed): b's documents moved a's scores")
      await index.close()
    }
  }

  /// k passages come back whenever k match the filter, whatever the rest of the corpus holds.
  @Test(arguments: [UInt64(1), 2])
  func aFilterNeverStarvesTheAnswer(seed: UInt64) async throws {
    try await Sandbox.with { sandbox in
      let index = try await sandbox.open()
      var generator = SeededGenerator(seed: seed)
      var colours: [String: Int] = [:]
      for number in 0..<80 {
        let colour = number % 20 == 0 ? "rare" : "common"
        colours[colour, default: 0] += 1
        try await sandbox.put(
          index, "\(Self.topics[4]) Number \(number).", uri: "\(number).md",
          labels: ["colour": colour, "half": "\(Bool.random(using: &generator))"])
      }
      for mode in [SearchQuery.Mode.hybrid, .vector, .keyword] {
        for limit in [1, 3, 4, 50] {
          let found = try await index.search(
            SearchQuery(
              tenant: "default", text: "Where do packages install files?", limit: limit,
              filter: DocumentFilter(labels: ["colour": "rare"]), mode: mode))
          #expect(found.count == min(limit, colours["rare"]!), "seed \(seed), \(mode), \(limit)")
          #expect(found.allSatisfy { Int($0.documentURI.dropLast(3))! % 20 == 0 })
        }
      }
      let one = try await index.documents(tenant: "default", after: nil, limit: 1)[0]
      let only = try await index.search(
        SearchQuery(
          tenant: "default", text: Self.topics[4],
          filter: DocumentFilter(documentIDs: [one.documentID, "no such"])))
      #expect(only.map(\.documentID) == [one.documentID])
      await index.close()
    }
  }

  @Test func fusionFollowsTheFormula() {
    let fused = ReciprocalRank.fuse([["a", "b", "c"], ["c", "a"]])
    #expect(fused.map(\.item) == ["a", "c", "b"])
    #expect(fused[0].score == 1.0 / 61 + 1.0 / 62)
    #expect(ReciprocalRank.fuse([[1, 2], [2, 1]]).map(\.item) == [1, 2])
    #expect(ReciprocalRank.fuse([[Int]]()).isEmpty)
  }

  @Test func questionsBecomeHarmlessExpressions() {
    #expect(LexicalQuery("What is the \"Version\" field?").expression == "\"version\" OR \"field\"")
    #expect(LexicalQuery("NEAR(a b) AND x* -y:z").terms.contains("near"))
    #expect(LexicalQuery("to be or not to be").terms == ["to", "be", "or", "not"])
    #expect(LexicalQuery("?!").expression == nil)
  }

  private struct Failure: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}
