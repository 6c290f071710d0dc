internal import Transport

/// Methods by the bytes of their path: no string is made for a request.
///
/// Open addressing with linear probing, at most half full; built once.
struct MethodTable: Sendable {
  /// A class, so that a call takes hold of its entry with one reference.
  final class Entry: Sendable {
    let path: String
    let pathBytes: [UInt8]
    let kind: MethodDefinition.Kind
    /// The handler behind the server's interceptors.
    let run: MethodDefinition.Run

    init(
      path: String, definition: MethodDefinition, interceptors: [any ServerInterceptor]
    ) {
      self.path = path
      pathBytes = Array(path.utf8)
      kind = definition.kind
      // A loop, because `reduce` would wrap each function in two more.
      var run = definition.run
      for interceptor in interceptors.reversed() {
        run = { [run] exchange, context in
          try await interceptor.intercept(context) { try await run(exchange, $0) }
        }
      }
      self.run = run
    }
  }

  private(set) var entries: [Entry] = []
  /// Indices into `entries`; -1 is free.
  private var slots: [Int32] = []
  private var mask = 0

  /// A later service replaces the methods of an earlier one with the same name. The first interceptor
  /// is the outermost.
  init(services: [ServiceDefinition], interceptors: [any ServerInterceptor]) {
    var byPath: [String: Entry] = [:]
    for service in services {
      for method in service.methods {
        let path = MethodPath(service: service.name, method: method.name).path
        byPath[path] = Entry(
          path: path, definition: method, interceptors: interceptors)
      }
    }
    entries = byPath.values.sorted { $0.path < $1.path }
    var capacity = 8
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = Array(repeating: -1, count: capacity)
    for (index, entry) in entries.enumerated() {
      var slot = entry.pathBytes.withUnsafeBytes(Self.hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  /// The index of the method in `entries`.
  func find(_ path: UnsafeRawBufferPointer) -> Int? {
    var slot = Self.hash(path) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].pathBytes.withUnsafeBytes({ $0.hasSameBytes(as: path) }) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// FNV-1a. The keys are ours, so nobody can make them collide.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32) & Int.max
  }
}
