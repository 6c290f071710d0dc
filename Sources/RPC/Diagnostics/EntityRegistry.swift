internal import Synchronization

/// The servers, or the channels, of the process that are still in use, by number.
package final class EntityRegistry<Entity: AnyObject & Sendable>: Sendable {
  private struct Reference: Sendable {
    weak var entity: Entity?
  }

  private let references = Mutex<[Int64: Reference]>([:])

  func add(_ entity: Entity, _ id: Int64) {
    references.withLock { $0[id] = Reference(entity: entity) }
  }

  func remove(_ id: Int64) {
    references.withLock { _ = $0.removeValue(forKey: id) }
  }

  /// In the order in which they were made.
  package var all: [Entity] {
    references.withLock { $0.sorted { $0.key < $1.key }.compactMap(\.value.entity) }
  }
}

/// Numbers that tell servers, channels and connections of a process apart.
enum EntityID {
  private static let last = Atomic<Int64>(0)

  static func make() -> Int64 { last.add(1, ordering: .relaxed).newValue }
}
