internal import CLinux
internal import Glibc
internal import Synchronization

/// Runs once at the end of the loop's current turn; see `EventLoop.atEndOfTurn(_:)`.
package protocol TurnEndHandler: AnyObject {
  /// Everything that became ready in this turn has been handled: write it out now.
  func turnEnded()
}

/// One thread, one epoll, one eventfd: everything that happens to the connections of this loop,
/// handlers included, happens here, one after another, without locks.
///
/// A turn is: wait for readiness, dispatch it, fire due timers, run queued work, run the turn-end
/// handlers. The last step is where connections write, so that everything a turn produced for a
/// peer leaves in one system call.
///
/// The loop is a task executor: tasks that prefer it run their nonisolated functions on it. Work
/// enqueued from its own thread takes no lock. It is no serial executor as well, although it would
/// do as one: a job that runs in both roles goes through the queue again at each of its `await`s,
/// because the runtime takes it to have left the serial executor.
///
/// Unchecked `Sendable`: fields below "loop-confined" are touched by the loop's thread alone; the
/// rest are immutable or have their own lock.
package final class EventLoop: TaskExecutor, @unchecked Sendable {
  /// Events taken from the kernel in one turn, at most.
  static let eventCountMax = 256
  /// Rounds of queued work before the sockets are looked at again.
  static let workRoundsMax = 16
  /// Size of the buffer that all plain reads of the loop share.
  static let readBufferByteCount = 64 * 1024

  /// The thread's name, as tools show it.
  package let name: String
  private let epollDescriptor: Int32
  private let wakeDescriptor: Int32
  private let inbox = Inbox()
  private let stopRequested = Atomic<Bool>(false)
  private let threadBox = Mutex<pthread_t?>(nil)

  // Loop-confined.
  private var registrations = Registrations()
  private var timers = TimerHeap()
  private var localWork: [LoopWork] = []
  private var spareBatch: [LoopWork] = []
  private var turnEndHandlers: [any TurnEndHandler] = []
  private var hasStopped = false
  let blockPool = BlockPool()
  let sessionMemory = SessionMemory()
  let readBuffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: EventLoop.readBufferByteCount, alignment: 64)
  /// Where TLS puts plain text before it is handed on: a little more than the largest record.
  let plaintextBuffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 32 * 1024, alignment: 64)

  private init(name: String) throws(SystemError) {
    self.name = name
    epollDescriptor = try SystemCall.require("epoll_create1") {
      epoll_create1(Int32(EPOLL_CLOEXEC))
    }
    wakeDescriptor = try SystemCall.require("eventfd") {
      eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    }
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: UInt64.max))
    try SystemCall.require("epoll_ctl") {
      epoll_ctl(epollDescriptor, EPOLL_CTL_ADD, wakeDescriptor, &event)
    }
  }

  deinit {
    SystemCall.close(epollDescriptor)
    SystemCall.close(wakeDescriptor)
    readBuffer.deallocate()
    plaintextBuffer.deallocate()
  }

  /// Starts a loop on its own thread. It lives until `shutdown()`.
  package static func start(name: String) throws -> EventLoop {
    LoopThread.prepare()
    let loop = try EventLoop(name: name)
    let argument = Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        let loop = Unmanaged<EventLoop>.fromOpaque(argument!).takeRetainedValue()
        LoopThread.enter(loop)
        loop.run()
        LoopThread.leave()
        return nil
      }, argument.toOpaque())
    guard status == 0 else {
      argument.release()
      throw SystemError(operation: "start of the event loop thread \(name)", code: status)
    }
    loop.threadBox.withLock { $0 = thread }
    pthread_setname_np(thread, String(name.prefix(15)))
    return loop
  }

  /// The loop whose thread this is.
  package static var current: EventLoop? { LoopThread.current }

  /// Whether the caller runs on this loop's thread.
  package var isOnLoop: Bool { LoopThread.isCurrent(self) }

  /// Traps when the caller is on another thread.
  package func preconditionOnLoop() {
    precondition(isOnLoop, "this belongs to the thread of event loop \(name)")
  }

  // MARK: Work

  package func enqueue(_ job: consuming ExecutorJob) {
    submit(.job(UnownedJob(job)))
  }

  /// Runs `body` on the loop, from any thread, after what was queued before it.
  package func execute(_ body: @escaping @Sendable () -> Void) {
    submit(.body(body))
  }

  /// Goes on at once with a task that prefers this loop: `resume` resumes it, and it runs in here until it
  /// suspends. On the loop only.
  package func resumeInPlace(_ resume: () -> Void) {
    preconditionOnLoop()
    let count = localWork.count
    resume()
    guard localWork.count == count + 1, case .job(let job) = localWork[count] else {
      preconditionFailure("the task that was to go on does not prefer event loop \(name)")
    }
    localWork.removeLast()
    job.runSynchronously(on: asUnownedTaskExecutor())
  }

  private func submit(_ work: LoopWork) {
    if isOnLoop {
      precondition(!hasStopped, "work was sent to event loop \(name) after its shutdown")
      localWork.append(work)
    } else if inbox.append(work) {
      wake()
    }
  }

  /// As `execute`, but drops `body` when the loop was shut down.
  package func executeIfRunning(_ body: @escaping @Sendable () -> Void) {
    if isOnLoop {
      if !hasStopped { localWork.append(.body(body)) }
    } else if inbox.appendIfOpen(.body(body)) == true {
      wake()
    }
  }

  /// Calls `handler.turnEnded()` once when this turn's work is done. Allocates nothing.
  package func atEndOfTurn(_ handler: any TurnEndHandler) {
    turnEndHandlers.append(handler)
  }

  private func wake() {
    var one: UInt64 = 1
    _ = SystemCall.attempt { write(wakeDescriptor, &one, 8) }
  }

  // MARK: Timers

  /// Runs `body` on the loop once `delay` has passed; on the loop only. Resolution: one millisecond,
  /// never early. A negative delay counts as zero. At most `TimerHeap.countMax` are armed at once.
  @discardableResult
  package func schedule(after delay: Duration, _ body: @escaping () -> Void) -> LoopTimer {
    let timer = LoopTimer(loop: self, body: body)
    arm(timer, after: delay)
    return timer
  }

  /// Makes a timer that is not armed yet; `LoopTimer.rearm` arms it, as often as wanted.
  package func makeTimer(_ body: @escaping () -> Void) -> LoopTimer {
    LoopTimer(loop: self, body: body)
  }

  func arm(_ timer: LoopTimer, after delay: Duration) {
    preconditionOnLoop()
    timers.remove(timer)
    timers.insert(timer, deadline: SystemCall.monotonicNanoseconds() &+ delay.clampedNanoseconds)
  }

  func cancel(_ timer: LoopTimer) {
    preconditionOnLoop()
    timers.remove(timer)
  }

  // MARK: Descriptors

  func register(
    _ descriptor: Int32, _ interest: Readiness, _ handler: any ReadinessHandler
  ) throws(SystemError) -> RegistrationID {
    preconditionOnLoop()
    let id = registrations.insert(handler)
    do throws(SystemError) {
      try control(EPOLL_CTL_ADD, descriptor, interest, id)
    } catch {
      registrations.remove(id)
      throw error
    }
    return id
  }

  func modify(_ descriptor: Int32, _ interest: Readiness, _ id: RegistrationID) {
    do throws(SystemError) {
      try control(EPOLL_CTL_MOD, descriptor, interest, id)
    } catch {
      fatalError("a registered descriptor could not be changed: \(error)")
    }
  }

  /// Forgets a descriptor; the caller closes it afterwards.
  func deregister(_ descriptor: Int32, _ id: RegistrationID) {
    preconditionOnLoop()
    registrations.remove(id)
    var event = epoll_event()
    _ = SystemCall.attempt {
      Int(epoll_ctl(epollDescriptor, EPOLL_CTL_DEL, descriptor, &event))
    }
  }

  private func control(
    _ operation: Int32, _ descriptor: Int32, _ interest: Readiness, _ id: RegistrationID
  ) throws(SystemError) {
    var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: id.packed))
    try SystemCall.require("epoll_ctl") {
      epoll_ctl(epollDescriptor, operation, descriptor, &event)
    }
  }

  // MARK: The turn

  /// When the present turn began, by `SystemCall.monotonicNanoseconds`: a clock that costs nothing to read. On
  /// the loop.
  package private(set) var turnTime = SystemCall.monotonicNanoseconds()

  /// The time since a turn that began then.
  package static func age(of turnTime: UInt64) -> Duration {
    .nanoseconds(Int64(clamping: SystemCall.monotonicNanoseconds() - turnTime))
  }

  private func run() {
    let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: Self.eventCountMax)
    defer { events.deallocate() }
    while true {
      let eventCount = wait(events)
      turnTime = SystemCall.monotonicNanoseconds()
      for index in 0..<eventCount { dispatch(events[index]) }
      fireDueTimers()
      runWork()
      runTurnEndHandlers()
      if stopRequested.load(ordering: .acquiring), localWork.isEmpty, inbox.closeIfEmpty() { break }
    }
    hasStopped = true
  }

  private func wait(_ events: UnsafeMutablePointer<epoll_event>) -> Int {
    var timeout: Int32 = 0
    if localWork.isEmpty, turnEndHandlers.isEmpty, inbox.prepareToSleep() {
      timeout = timeoutMilliseconds()
    }
    let result = SystemCall.attempt {
      Int(epoll_wait(epollDescriptor, events, Int32(Self.eventCountMax), timeout))
    }
    guard case .value(let count) = result else { fatalError("epoll_wait: \(result)") }
    return count
  }

  /// Rounded up, so that a timer never fires early; -1 without a timer.
  private func timeoutMilliseconds() -> Int32 {
    guard let deadline = timers.nextDeadline else { return -1 }
    let now = SystemCall.monotonicNanoseconds()
    guard deadline > now else { return 0 }
    return Int32(clamping: (deadline - now + 999_999) / 1_000_000)
  }

  private func dispatch(_ event: epoll_event) {
    if event.data.u64 == UInt64.max {
      var count: UInt64 = 0
      _ = SystemCall.attempt { read(wakeDescriptor, &count, 8) }
      return
    }
    guard let handler = registrations.handler(RegistrationID(packed: event.data.u64)) else {
      return
    }
    handler.readinessChanged(Readiness(rawValue: event.events))
  }

  private func fireDueTimers() {
    while let timer = timers.popDue(at: turnTime) { timer.body() }
  }

  private func runWork() {
    inbox.drain(into: &spareBatch)
    runBatch()
    var rounds = 1
    while !localWork.isEmpty, rounds < Self.workRoundsMax {
      swap(&localWork, &spareBatch)
      runBatch()
      rounds += 1
    }
  }

  private func runBatch() {
    guard !spareBatch.isEmpty else { return }
    var batch: [LoopWork] = []
    swap(&batch, &spareBatch)
    let executor = asUnownedTaskExecutor()
    for work in batch {
      switch work {
      case .job(let job): job.runSynchronously(on: executor)
      case .body(let body): body()
      }
    }
    batch.removeAll(keepingCapacity: true)
    swap(&batch, &spareBatch)
  }

  private func runTurnEndHandlers() {
    guard !turnEndHandlers.isEmpty else { return }
    var handlers: [any TurnEndHandler] = []
    swap(&handlers, &turnEndHandlers)
    for handler in handlers { handler.turnEnded() }
    // What was added meanwhile runs at the end of the next turn, which must then not block.
    handlers.removeAll(keepingCapacity: true)
    if turnEndHandlers.isEmpty { swap(&handlers, &turnEndHandlers) }
  }

  // MARK: The end

  /// Lets queued work finish, stops the thread and waits for it. Not from the loop itself.
  /// Descriptors still registered are forgotten, not closed: close streams and listeners before.
  package func shutdown() {
    precondition(!isOnLoop, "event loop \(name) cannot wait for its own end")
    let thread = threadBox.withLock { thread in
      defer { thread = nil }
      return thread
    }
    guard let thread else { return }
    stopRequested.store(true, ordering: .releasing)
    wake()
    pthread_join(thread, nil)
  }
}
