import TestSupport
import Testing

/// Allocations of a call are counted, because each one is work that a busy server does for every call: a
/// change that adds one shows here. The limits are what was measured, and fall when it does.
@Suite struct AllocationTests {
  static let limits = ["unary": 7.5, "stream": 1.1]

  @Test func aCallAllocatesNoMoreThanBefore() async throws {
    let outcome = try await ProgramOutcome(of: InteropProgramTests.program("AllocationGate"))
    try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.count == Self.limits.count)
    for line in lines {
      let count = try #require(Double(line[1]))
      let limit = try #require(Self.limits[String(line[0])])
      #expect(count > 0.5, "\(line[0]) was not counted")
      #expect(count <= limit, "\(line[0]): \(count) allocations, at most \(limit) are allowed")
    }
  }
}
