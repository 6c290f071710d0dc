import Compute
import Synchronization
import TestSupport
import Testing

@Suite(.blocksItsThread) struct ComputePoolTests {
  /// Every item is taken exactly once, in phases that never overlap.
  @Test(arguments: [1, 2, 3, 8])
  func sharesItemsOnceAndKeepsPhasesApart(threadCount: Int) {
    let pool = ComputePool(threadCount: threadCount)
    for (itemCount, grain) in [(0, 1), (1, 1), (7, 2), (1000, 1), (1000, 64)] {
      let counts = AlignedMemory(byteCount: 4 * max(itemCount, 1)).counted()
      let serialSteps = Mutex(0)
      let torn = Mutex(0)
      pool.run { lane in
        for phase in 0..<5 {
          lane.forEach(itemCount, grain: grain) { range in
            for item in range {
              if counts.base[item] != Int32(phase) { torn.withLock { $0 += 1 } }
              counts.base[item] += 1
            }
          }
          lane.barrier { serialSteps.withLock { $0 += 1 } }
        }
      }
      #expect(serialSteps.withLock { $0 } == 5)
      #expect(torn.withLock { $0 } == 0)
      #expect((0..<itemCount).allSatisfy { counts.base[$0] == 5 })
    }
  }

  /// Threads that fell asleep between runs wake up for the next.
  @Test func manyRunsAndSeveralPools() async {
    let totals = await withTaskGroup(of: Int.self) { group in
      for threadCount in [2, 3, 4] {
        group.addTask {
          let pool = ComputePool(threadCount: threadCount)
          let total = Atomic<Int>(0)
          for _ in 0..<2000 {
            pool.forEach(10) { total.wrappingAdd($0.count, ordering: .relaxed) }
          }
          return total.load(ordering: .relaxed)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(totals == [20000, 20000, 20000])
  }

  @Test func callersOfOnePoolTakeTurns() async {
    let pool = ComputePool(threadCount: 2)
    let counters = Counters()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<200 {
            pool.run { lane in
              if lane.index == 0, counters.inside.wrappingAdd(1, ordering: .relaxed).newValue > 1 {
                counters.overlapped.wrappingAdd(1, ordering: .relaxed)
              }
              lane.barrier()
              if lane.index == 0 { counters.inside.wrappingSubtract(1, ordering: .relaxed) }
            }
          }
        }
      }
    }
    #expect(counters.overlapped.load(ordering: .relaxed) == 0)
  }
}

final class Counters: Sendable {
  let inside = Atomic<Int>(0)
  let overlapped = Atomic<Int>(0)
}

/// Memory with a typed pointer that lives as long as it does.
struct Counted {
  let memory: AlignedMemory
  let base: UnsafeMutablePointer<Int32>
}

extension AlignedMemory {
  func counted() -> Counted { Counted(memory: self, base: pointer()) }
}
