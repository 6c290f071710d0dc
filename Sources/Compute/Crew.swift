import Glibc
internal import Kernels

/// The shared state of a pool's threads: the job, the barrier and the item counter.
///
/// `@unchecked Sendable`: the words are only touched by atomic operations; `job` is written by the
/// caller before the release store that announces it and read after the acquire load that sees it.
final class Crew: @unchecked Sendable {
  let laneCount: Int
  private var job: ((Lane) -> Void)?
  private var stopping = false
  private let memory: UnsafeMutableRawPointer
  // Each on its own cache line.
  private let jobNumber: UnsafeMutablePointer<UInt32>
  private let phase: UnsafeMutablePointer<UInt32>
  private let arrivedCount: UnsafeMutablePointer<UInt32>
  private let nextItem: UnsafeMutablePointer<UInt32>
  private let sleeperCount: UnsafeMutablePointer<UInt32>
  /// Ticks of the spin that comes before sleeping; adapted by whoever waited last. A race between
  /// two writers only loses one adaptation.
  private let spinTicks: UnsafeMutablePointer<UInt32>

  private static let spinTicksMin: UInt32 = 2_000
  private static let spinTicksMax: UInt32 = 150_000

  init(laneCount: Int) {
    self.laneCount = laneCount
    let line = 128
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 6 * line, alignment: line)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: 6 * line)
    let words = (0..<6).map { (memory + $0 * line).bindMemory(to: UInt32.self, capacity: 1) }
    self.memory = memory
    (jobNumber, phase, arrivedCount) = (words[0], words[1], words[2])
    (nextItem, sleeperCount, spinTicks) = (words[3], words[4], words[5])
    apus_word_store(spinTicks, Self.spinTicksMax)
  }

  deinit { memory.deallocate() }

  // MARK: Jobs

  func run(_ body: @escaping (Lane) -> Void) {
    job = body
    announce()
    body(Lane(index: 0, crew: self))
    // The job is forgotten before anyone leaves, so that it does not outlive this call.
    barrier { job = nil }
  }

  func stop() {
    stopping = true
    announce()
  }

  private func announce() {
    _ = apus_word_add(jobNumber, 1)
    wakeSleepers(on: jobNumber)
  }

  func startThread(index: Int, pinned: Bool) -> pthread_t {
    final class Start {
      let crew: Crew
      let index: Int
      let pinned: Bool
      init(crew: Crew, index: Int, pinned: Bool) {
        (self.crew, self.index, self.pinned) = (crew, index, pinned)
      }
    }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Start(crew: self, index: index, pinned: pinned))
      .toOpaque()
    let code = pthread_create(
      &thread, nil,
      { argument in
        let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
        apus_name_this_thread("apus-compute-\(start.index)")
        if start.pinned { apus_pin_this_thread(start.index) }
        start.crew.work(Lane(index: start.index, crew: start.crew))
        return nil
      }, argument)
    precondition(code == 0, "cannot start a compute thread: \(String(cString: strerror(code)))")
    return thread
  }

  private func work(_ lane: Lane) {
    var seen: UInt32 = 0
    while true {
      wait(on: jobNumber, whileEqualTo: seen)
      seen &+= 1
      if stopping { return }
      job?(lane)
      barrier { job = nil }
    }
  }

  // MARK: Items and barriers

  func takeItems(_ grain: Int, of itemCount: Int) -> Int? {
    if laneCount == 1 {
      let begin = Int(nextItem.pointee)
      guard begin < itemCount else { return nil }
      nextItem.pointee = UInt32(begin + grain)
      return begin
    }
    let begin = Int(apus_word_add(nextItem, UInt32(grain)))
    return begin < itemCount ? begin : nil
  }

  func resetItems() { nextItem.pointee = 0 }

  func barrier(last: () -> Void) {
    if laneCount == 1 {
      nextItem.pointee = 0
      last()
      return
    }
    let current = apus_word_load(phase)
    if Int(apus_word_add(arrivedCount, 1)) == laneCount - 1 {
      last()
      apus_word_store(nextItem, 0)
      apus_word_store(arrivedCount, 0)
      apus_word_store(phase, current &+ 1)
      wakeSleepers(on: phase)
    } else {
      wait(on: phase, whileEqualTo: current)
    }
  }

  // MARK: Waiting

  private func wakeSleepers(on word: UnsafeMutablePointer<UInt32>) {
    apus_full_fence()
    if apus_word_load(sleeperCount) > 0 { apus_word_wake_all(word) }
  }

  private func wait(on word: UnsafeMutablePointer<UInt32>, whileEqualTo old: UInt32) {
    let limit = apus_word_load(spinTicks)
    let start = apus_tick()
    while apus_word_load(word) == old {
      if apus_tick() &- start < UInt64(limit) {
        apus_spin_hint()
        continue
      }
      apus_word_store(spinTicks, max(Self.spinTicksMin, limit / 2))
      sleep(on: word, whileEqualTo: old)
      return
    }
    if limit < Self.spinTicksMax {
      apus_word_store(spinTicks, min(Self.spinTicksMax, limit + limit / 8))
    }
  }

  private func sleep(on word: UnsafeMutablePointer<UInt32>, whileEqualTo old: UInt32) {
    _ = apus_word_add(sleeperCount, 1)
    apus_full_fence()
    while apus_word_load(word) == old { apus_word_wait(word, old) }
    _ = apus_word_add(sleeperCount, UInt32.max)
  }
}
