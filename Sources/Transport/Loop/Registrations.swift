internal import CLinux

/// What a descriptor is watched for, and what was seen on it.
struct Readiness: OptionSet {
  let rawValue: UInt32
  static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
  /// The peer has finished sending.
  static let peerFinished = Readiness(rawValue: EPOLLRDHUP.rawValue)
  /// Both directions are dead. Always reported, never asked for.
  static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue)
  /// An error is pending on the socket. Always reported, never asked for.
  static let error = Readiness(rawValue: EPOLLERR.rawValue)
}

/// Owns a descriptor that a loop watches.
protocol ReadinessHandler: AnyObject {
  func readinessChanged(_ readiness: Readiness)
}

/// Names a watched descriptor. The generation tells a live registration from an old event of a
/// descriptor that was closed earlier in the same turn and whose slot was given to another.
struct RegistrationID: Equatable {
  var slot: UInt32
  var generation: UInt32

  var packed: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }
  init(packed: UInt64) {
    slot = UInt32(truncatingIfNeeded: packed)
    generation = UInt32(truncatingIfNeeded: packed >> 32)
  }
}

/// The handlers of a loop's descriptors. Slots are reused; the process's descriptor limit bounds it.
struct Registrations {
  private struct Slot {
    var generation: UInt32 = 0
    var handler: (any ReadinessHandler)?
  }

  private var slots: [Slot] = []
  private var freeSlots: [UInt32] = []
  private(set) var count = 0

  mutating func insert(_ handler: any ReadinessHandler) -> RegistrationID {
    count += 1
    if let slot = freeSlots.popLast() {
      slots[Int(slot)].handler = handler
      return RegistrationID(slot: slot, generation: slots[Int(slot)].generation)
    }
    slots.append(Slot(handler: handler))
    return RegistrationID(slot: UInt32(slots.count - 1), generation: 0)
  }

  mutating func remove(_ id: RegistrationID) {
    let index = Int(id.slot)
    precondition(slots[index].generation == id.generation, "a registration was removed twice")
    slots[index].generation &+= 1
    slots[index].handler = nil
    freeSlots.append(id.slot)
    count -= 1
  }

  /// The handler, or nil when the registration has gone since the event was collected.
  func handler(_ id: RegistrationID) -> (any ReadinessHandler)? {
    let slot = slots[Int(id.slot)]
    return slot.generation == id.generation ? slot.handler : nil
  }
}
