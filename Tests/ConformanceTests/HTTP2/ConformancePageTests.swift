import Foundation
import Testing

/// `docs/internals/conformance.md`, which lists every case: what is there is what is tested.
@Suite struct ConformancePageTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/internals/conformance.md")

  /// How many cases the list has, by suite.
  private static let listCounts = ["generic": 44, "http2": 95, "hpack": 8, "client": 57]

  @Test func theListIsCoveredAsAWhole() {
    let ids = ConformanceCase.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    let listed = ConformanceCase.all.filter { !$0.suite.hasPrefix("rfc") }
    let counts = Dictionary(grouping: listed, by: \.suite).mapValues(\.count)
    #expect(counts == Dictionary(uniqueKeysWithValues: Self.listCounts.map { ($0[...], $1) }))
    // Numbers without gaps: none was forgotten where another was added.
    let sections = Dictionary(
      grouping: ids, by: { $0.split(separator: "/").dropLast().joined(separator: "/") })
    for (section, ids) in sections where !section.hasPrefix("rfc") {
      let numbers = ids.compactMap { $0.split(separator: "/").last.flatMap { Int($0) } }
      #expect(numbers.sorted() == Array(1...ids.count), "\(section)")
    }
  }

  /// Set `APUS_WRITE_DOCS=1` to write the table instead.
  @Test func thePageHasEveryCase() throws {
    let mark = "<!-- made from the cases -->\n"
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let parts = text.components(separatedBy: mark)
    try #require(parts.count == 3, "the page has two marks around its table")
    if ProcessInfo.processInfo.environment["APUS_WRITE_DOCS"] != nil {
      try (parts[0] + mark + Self.table + mark + parts[2])
        .write(to: Self.page, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      parts[1] == Self.table, "run this test with APUS_WRITE_DOCS=1 to bring the page up to date")
  }

  private static var table: String {
    var rows = ["", "| Case | Sent | Comes back |", "|---|---|---|"]
    rows += ConformanceCase.all.map { "| \($0.id) | \($0.sent) | \($0.outcome) |" }
    return rows.joined(separator: "\n") + "\n\n"
  }
}
