internal import CNghttp2
internal import Glibc

/// The memory of one loop's nghttp2 sessions: small pieces that were freed are kept for the next call.
///
/// nghttp2 allocates for every stream and every frame that it sends, always the same few sizes, on one
/// thread; a list for each size answers in fewer instructions than `malloc`. The lists belong to the thread of the
/// loop that owns this object.
final class SessionMemory {
  /// Sizes are rounded up to a multiple of this.
  private static let granularity = 32
  /// Larger pieces are left to `malloc`.
  private static let byteCountMax = 512
  /// Pieces kept of each size: at most 4 MiB for a loop, all sizes together.
  private static let keptCountMax = 960

  /// Stands before every piece; its 16 bytes keep the alignment that `malloc` gives.
  private struct Header {
    /// The index of the piece's size; -1 was allocated by `malloc` alone.
    var size: Int
    var next: UnsafeMutablePointer<Header>?
  }

  private struct FreeList {
    var first: UnsafeMutablePointer<Header>?
    var count = 0
  }

  private let lists: UnsafeMutablePointer<FreeList>
  private static var sizeCount: Int { byteCountMax / granularity }

  init() {
    lists = .allocate(capacity: Self.sizeCount)
    lists.initialize(repeating: FreeList(), count: Self.sizeCount)
  }

  deinit {
    for size in 0..<Self.sizeCount {
      while let piece = lists[size].first {
        lists[size].first = piece.pointee.next
        Glibc.free(piece)
      }
    }
    lists.deallocate()
  }

  /// Nil when none of this size is kept.
  private func takeKept(_ size: Int) -> UnsafeMutableRawPointer? {
    guard let piece = lists[size].first else { return nil }
    lists[size].first = piece.pointee.next
    lists[size].count -= 1
    return UnsafeMutableRawPointer(piece + 1)
  }

  /// Whether the piece is kept.
  private func keep(_ piece: UnsafeMutablePointer<Header>) -> Bool {
    let size = piece.pointee.size
    guard lists[size].count < Self.keptCountMax else { return false }
    piece.pointee.next = lists[size].first
    lists[size].first = piece
    lists[size].count += 1
    return true
  }

  private static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    var size = -1
    var roundedByteCount = byteCount
    if byteCount <= byteCountMax {
      size = byteCount > 0 ? (byteCount - 1) / granularity : 0
      if let kept = LoopThread.withCurrent({ $0.sessionMemory.takeKept(size) }) { return kept }
      roundedByteCount = (size + 1) * granularity
    }
    guard let memory = Glibc.malloc(MemoryLayout<Header>.size + roundedByteCount) else {
      return nil
    }
    let piece = memory.bindMemory(to: Header.self, capacity: 1)
    piece.initialize(to: Header(size: size, next: nil))
    return UnsafeMutableRawPointer(piece + 1)
  }

  private static func deallocate(_ memory: UnsafeMutableRawPointer) {
    let piece = memory.assumingMemoryBound(to: Header.self) - 1
    if piece.pointee.size >= 0,
      LoopThread.withCurrent({ $0.sessionMemory.keep(piece) }) ?? false
    {
      return
    }
    Glibc.free(piece)
  }

  private static func reallocate(
    _ memory: UnsafeMutableRawPointer, _ byteCount: Int
  ) -> UnsafeMutableRawPointer? {
    let piece = memory.assumingMemoryBound(to: Header.self) - 1
    let size = piece.pointee.size
    guard size >= 0 else {
      return Glibc.realloc(piece, MemoryLayout<Header>.size + byteCount).map {
        $0 + MemoryLayout<Header>.size
      }
    }
    let capacity = (size + 1) * granularity
    if byteCount <= capacity { return memory }
    guard let moved = allocate(byteCount) else { return nil }
    moved.copyMemory(from: memory, byteCount: capacity)
    deallocate(memory)
    return moved
  }

  // MARK: For nghttp2

  /// The functions that nghttp2 calls. Each uses the memory of the loop whose thread it runs on: a
  /// session may be freed by the last handler that knows its connection, on whichever thread that is,
  /// and there every piece goes back to `malloc`.
  static func withTable<R>(_ body: (UnsafeMutablePointer<nghttp2_mem>) -> R) -> R {
    var table = nghttp2_mem(
      mem_user_data: nil,
      malloc: { byteCount, _ in SessionMemory.allocate(byteCount) },
      free: { memory, _ in memory.map(SessionMemory.deallocate) },
      calloc: { count, size, _ in
        let (byteCount, isOverflow) = count.multipliedReportingOverflow(by: size)
        guard !isOverflow, let memory = SessionMemory.allocate(byteCount) else { return nil }
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return memory
      },
      realloc: { memory, byteCount, _ in
        guard let memory else { return SessionMemory.allocate(byteCount) }
        return SessionMemory.reallocate(memory, byteCount)
      })
    return body(&table)
  }
}
