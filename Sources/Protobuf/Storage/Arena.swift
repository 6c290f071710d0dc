internal import CProtobufC
internal import Glibc

/// Memory for the C structures of one message: allocated by moving a pointer, freed all at once.
///
/// Every thread keeps one arena with its first chunk, so that a typical message costs no `malloc`.
@usableFromInline
struct Arena {
  @usableFromInline let state: UnsafeMutablePointer<ArenaState>

  /// Memory of the given size, aligned to 8 bytes and not initialised. It is valid until the end of
  /// the enclosing `withArena`.
  @inlinable
  func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let start = state.pointee.cursor
    let roundedByteCount = (byteCount + 7) & ~7
    if roundedByteCount <= state.pointee.limit - start {
      state.pointee.cursor = start + roundedByteCount
      return start
    }
    return state.pointee.allocateChunk(roundedByteCount)
  }

  /// Runs the closure with an arena that nobody else uses and takes all its memory back afterwards.
  ///
  /// The closure may come here again (a message inside an `Any`): the inner call gets its own arena.
  @inlinable
  static func withArena<Result, Failure: Error>(
    _ body: (Arena) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let arena = ArenaCache.take()
    defer { ArenaCache.put(arena) }
    return try body(arena)
  }
}

/// What an arena is made of. Its address is stable, because the C allocator refers to it.
@usableFromInline
struct ArenaState {
  /// Large enough for the messages of a unary call, small enough to keep one on every thread.
  static let firstChunkByteCount = 32 << 10
  static let chunkByteCountMax = 1 << 20

  @usableFromInline var cursor: UnsafeMutableRawPointer
  @usableFromInline var limit: UnsafeMutableRawPointer
  let firstChunk: UnsafeMutableRawPointer
  var laterChunks: [UnsafeMutableRawPointer] = []
  var nextChunkByteCount = firstChunkByteCount * 2
  var allocator: ProtobufCAllocator

  static func make() -> UnsafeMutablePointer<ArenaState> {
    let state = UnsafeMutablePointer<ArenaState>.allocate(capacity: 1)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: firstChunkByteCount, alignment: 16)
    state.initialize(
      to: ArenaState(
        cursor: chunk, limit: chunk + firstChunkByteCount, firstChunk: chunk,
        allocator: ProtobufCAllocator(
          alloc: { state, byteCount in
            Arena(state: state!.assumingMemoryBound(to: ArenaState.self)).allocate(byteCount)
          },
          free: { _, _ in },
          allocator_data: state)))
    return state
  }

  static func destroy(_ state: UnsafeMutablePointer<ArenaState>) {
    state.pointee.reset()
    state.pointee.firstChunk.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The slow path of allocation. What is left of the current chunk is given up.
  @usableFromInline
  mutating func allocateChunk(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let chunkByteCount = max(byteCount, nextChunkByteCount)
    nextChunkByteCount = min(nextChunkByteCount * 2, Self.chunkByteCountMax)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: chunkByteCount, alignment: 16)
    laterChunks.append(chunk)
    cursor = chunk + byteCount
    limit = chunk + chunkByteCount
    return chunk
  }

  mutating func reset() {
    if !laterChunks.isEmpty {
      for chunk in laterChunks { chunk.deallocate() }
      laterChunks = []
      nextChunkByteCount = Self.firstChunkByteCount * 2
    }
    cursor = firstChunk
    limit = firstChunk + Self.firstChunkByteCount
  }
}

/// One idle arena for each thread, freed when the thread ends.
@usableFromInline
enum ArenaCache {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let result = pthread_key_create(&key) { state in
      if let state { ArenaState.destroy(state.assumingMemoryBound(to: ArenaState.self)) }
    }
    precondition(result == 0, "pthread_key_create failed with \(result)")
    return key
  }()

  @usableFromInline
  static func take() -> Arena {
    guard let idle = pthread_getspecific(key) else { return Arena(state: ArenaState.make()) }
    pthread_setspecific(key, nil)
    return Arena(state: idle.assumingMemoryBound(to: ArenaState.self))
  }

  @usableFromInline
  static func put(_ arena: Arena) {
    arena.state.pointee.reset()
    if pthread_getspecific(key) == nil {
      pthread_setspecific(key, arena.state)
    } else {
      ArenaState.destroy(arena.state)
    }
  }
}
