import KernelChecks
import TestSupport
import Testing

/// Every body this processor can run against the scalar reference: products bit for bit, the rest to
/// a few units in the last place, and every row independent of its neighbours.
@Suite(.blocksItsThread) struct KernelTests {
  @Test(arguments: ["avx2", "avx-vnni", "avx512", "neon", "neon-i8mm"])
  func matchesTheScalarReference(table: String) {
    guard kernel_checks_available(table) == 1 else { return }
    let seed = UInt64.random(in: 1...UInt64.max)
    var message = [CChar](repeating: 0, count: 512)
    let failures = kernel_checks_run(table, seed, &message, message.count)
    let first = message.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    #expect(failures == 0, "\(table), seed \(seed): \(first)")
  }

  /// Guards the guard above: a test that ran no table at all would prove nothing.
  @Test func someVectorTableRuns() {
    let tables = ["avx2", "avx-vnni", "avx512", "neon", "neon-i8mm"]
    #expect(tables.contains { kernel_checks_available($0) == 1 })
  }
}
