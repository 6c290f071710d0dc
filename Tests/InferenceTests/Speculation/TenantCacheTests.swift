import Foundation
import Inference
import TestSupport
import Testing

/// What a tenant's cache keeps, for whom, and what becomes of its file.
@Suite struct TenantCacheTests {
  private static let digest = [UInt8](repeating: 7, count: 32)
  private static let answer: [TokenID] = [5, 6, 7, 8, 9, 10, 11, 12]

  private let folder: TemporaryFolder
  private var path: String { folder.file("cache") }

  init() throws { folder = try TemporaryFolder() }

  private func open(
    digest: [UInt8] = digest, tokenCountMax: Int = 1_000
  ) throws -> TenantCache {
    try TenantCache(
      folder: path, modelDigest: digest, vocabularySize: 100, tokenCountMax: tokenCountMax)
  }

  /// Opens it, and closes it when `body` is done and everything is written.
  private func withCache<T>(
    digest: [UInt8] = digest, tokenCountMax: Int = 1_000, _ body: (TenantCache) async throws -> T
  ) async throws -> T {
    // The thread of the last one may not have let go of the folder yet.
    var opened: TenantCache?
    try await eventually {
      opened = try? open(digest: digest, tokenCountMax: tokenCountMax)
      return opened != nil
    }
    let cache = try #require(opened)
    defer { cache.close() }
    let result = try await body(cache)
    try await eventually { cache.isIdle }
    return result
  }

  private func add(_ answer: [TokenID], _ tenant: String, to cache: TenantCache) async throws {
    cache.add(answer, answerCount: answer.count, tenant: tenant)
    try await eventually { cache.isIdle }
  }

  private func file(_ tenant: String) -> String {
    path + "/" + TenantCacheFormat.fileName(tenant: tenant)
  }

  private func proposal(_ cache: TenantCache, _ tenant: String, after: [TokenID]) -> [TokenID] {
    guard let text = cache.text(of: tenant) else { return [] }
    var proposer = TenantProposer(text)
    for token in after { proposer.append(token) }
    var proposal = Proposal(.tenant)
    proposer.propose(countMax: 15, into: &proposal)
    return proposal.tokens
  }

  @Test func `An answer is proposed to its tenant alone, also after a restart`() async throws {
    try await withCache { cache in
      #expect(cache.text(of: "a") == nil)
      try await add(Self.answer, "a", to: cache)
      #expect(proposal(cache, "a", after: [99, 5, 6]) == [7, 8, 9, 10, 11, 12])
      #expect(cache.text(of: "b") == nil)
    }
    try await withCache { cache in
      #expect(proposal(cache, "a", after: [6]) == [7, 8, 9, 10, 11, 12])
      #expect(cache.text(of: "b") == nil)
      #expect(cache.text(of: "A") == nil)
      #expect(cache.statistics.tenantCount == 1)
      #expect(cache.statistics.tokenCount == Self.answer.count + 1)
    }
  }

  /// Strings that Unicode takes for the same are names of two tenants where their bytes differ.
  @Test func `Names that differ in bytes alone are two tenants, also after a restart`()
    async throws
  {
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
    try #require(composed == decomposed)
    try await withCache { cache in
      try await add(Self.answer, composed, to: cache)
      #expect(cache.text(of: decomposed) == nil)
      try await add([20, 21, 22], decomposed, to: cache)
      #expect(proposal(cache, composed, after: [5]) == Array(Self.answer.dropFirst()))
    }
    try await withCache { cache in
      #expect(cache.statistics.tenantCount == 2)
      #expect(proposal(cache, composed, after: [5]) == Array(Self.answer.dropFirst()))
      #expect(proposal(cache, decomposed, after: [20]) == [21, 22])
    }
  }

  @Test func `Nothing is proposed across the end of an answer, and what is frequent comes first`()
    async throws
  {
    try await withCache { cache in
      for answer: [TokenID] in [[1, 2, 3], [1, 2, 4], [1, 2, 3], [20, 1]] {
        try await add(answer, "a", to: cache)
      }
      #expect(proposal(cache, "a", after: [1]) == [2, 3])
      #expect(proposal(cache, "a", after: [3]) == [])
      // Never seen with 50 before it: what followed 2 counts.
      #expect(proposal(cache, "a", after: [50, 2]) == [3])
    }
  }

  @Test func `Only the owner can read the files`() async throws {
    try await withCache { try await add(Self.answer, "a", to: $0) }
    func mode(_ path: String) throws -> Int {
      try #require(
        FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
    #expect(try mode(path) == 0o700)
    #expect(try mode(file("a")) == 0o600)
  }

  @Test func `A torn or damaged end is dropped, and what comes next is kept`() async throws {
    let other: [TokenID] = [30, 31, 32, 33]
    try await withCache { cache in
      try await add(Self.answer, "a", to: cache)
      try await add(other, "a", to: cache)
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: file("a")))
    let last = TenantCacheFormat.record(other).count
    // Cut at every byte of the last record; and with each of its bytes changed.
    let torn = (1...last).map { whole.dropLast($0) }
    let damaged = (1...last).map { index in
      var data = whole
      data[data.count - index] ^= 1
      return data
    }
    for data in torn + damaged {
      try data.write(to: URL(fileURLWithPath: file("a")))
      try await withCache { cache in
        #expect(proposal(cache, "a", after: [5]) == Array(Self.answer.dropFirst()))
        #expect(proposal(cache, "a", after: [30]) == [])
      }
    }
    try await withCache { try await add(other, "a", to: $0) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file("a"))) == whole)
  }

  @Test func `A file of another model or version, or with tokens that do not exist, is not used`()
    async throws
  {
    try await withCache { try await add(Self.answer, "a", to: $0) }
    try await withCache(digest: [UInt8](repeating: 8, count: 32)) { cache in
      #expect(cache.text(of: "a") == nil)
      #expect(cache.statistics.removedFileCount == 1)
    }
    let header = TenantCacheFormat.header(tenant: "a", modelDigest: Self.digest)
    var later = header
    later[7] = 2
    let unknown =
      header + TenantCacheFormat.record([5, 6, 100]) + TenantCacheFormat.record([1, 2])
    let negative = header + TenantCacheFormat.record([5, -1, 6])
    for bytes in [later, unknown, negative, []] {
      try Data(bytes).write(to: URL(fileURLWithPath: file("a")))
      try await withCache { #expect(proposal($0, "a", after: [5]) == []) }
    }
    // A file under another tenant's name says what it says for nobody.
    try Data(header + TenantCacheFormat.record(Self.answer))
      .write(to: URL(fileURLWithPath: file("b")))
    try await withCache { cache in
      #expect(cache.text(of: "a") == nil && cache.text(of: "b") == nil)
    }
  }

  @Test func `A tenant whose file is deleted is forgotten`() async throws {
    try await withCache { cache in
      try await add(Self.answer, "a", to: cache)
      try await add(Self.answer, "b", to: cache)
      try FileManager.default.removeItem(atPath: file("a"))
      #expect(cache.text(of: "a") == nil)
      #expect(cache.text(of: "b") != nil)
      try await add([40, 41], "a", to: cache)
      #expect(proposal(cache, "a", after: [40]) == [41])
      #expect(proposal(cache, "a", after: [5]) == [])
      // Deleted between two answers, without a look in between.
      try FileManager.default.removeItem(atPath: file("b"))
      try await add([42, 43], "b", to: cache)
      #expect(proposal(cache, "b", after: [5]) == [])
      #expect(proposal(cache, "b", after: [42]) == [43])
    }
    try await withCache { cache in
      #expect(proposal(cache, "a", after: [5]) == [])
      #expect(proposal(cache, "a", after: [40]) == [41])
    }
  }

  @Test func `Files and memory are bounded, and the newest answers are kept`() async throws {
    try await withCache(tokenCountMax: 64) { cache in
      for start in 0..<90 {
        try await add((0..<9).map { TokenID((start + $0) % 100) }, "a", to: cache)
        #expect(cache.statistics.tokenCount <= 64)
        let size = try #require(
          FileManager.default.attributesOfItem(atPath: file("a"))[.size] as? Int)
        #expect(size <= 4 * 128 + 14 * 12 + 100)
      }
      #expect(proposal(cache, "a", after: [89]).prefix(3) == [90, 91, 92])
      #expect(proposal(cache, "a", after: [10]) == [])
      // Longer than everything that may be kept: its beginning is.
      try await add((0..<90).map { TokenID($0) }, "a", to: cache)
      #expect(proposal(cache, "a", after: [10]).prefix(2) == [11, 12])
      #expect(cache.statistics.tokenCount <= 64)
    }
  }

  @Test func `The tenant used longest ago makes room for the 65th`() async throws {
    try await withCache { cache in
      for index in 0..<64 { try await add(Self.answer, "t\(index)", to: cache) }
      #expect(cache.text(of: "t0") != nil)
      try await add(Self.answer, "new", to: cache)
      #expect(cache.statistics.tenantCount == 64)
      #expect(cache.text(of: "t0") != nil && cache.text(of: "new") != nil)
      #expect(cache.text(of: "t1") == nil)
      #expect(!FileManager.default.fileExists(atPath: file("t1")))
    }
  }

  @Test func `Two workers cannot share a folder`() async throws {
    try await withCache { _ in
      let error = try #require(throws: TenantCacheError.self) { _ = try open() }
      #expect(error.description.contains(path) && error.description.contains("another worker"))
    }
  }

  @Test func `Names become names of files that differ and stay in the folder`() {
    let names = [
      "a", "A", "../a", "a/b", "a%2Fb", "", ".", "..", "ä", String(repeating: "x", count: 300),
      String(repeating: "x", count: 301), "a.tokens",
    ]
    let files = names.map { TenantCacheFormat.fileName(tenant: $0) }
    #expect(Set(files).count == names.count)
    for file in files {
      #expect(file.utf8.count <= 255 && !file.contains("/") && file.hasSuffix(".tokens"))
    }
    #expect(files[0] == "a.tokens")
    #expect(files[2] == "%2E%2E%2Fa.tokens")
  }
}
