/// A fixed-size piece of memory that outgoing bytes are collected in.
///
/// 16 KiB: the largest TLS record, so that one block becomes one record.
final class ByteBlock {
  static let capacity = 16 * 1024

  let base = UnsafeMutableRawPointer.allocate(byteCount: ByteBlock.capacity, alignment: 64)
  /// Bytes `start..<end` wait to be sent.
  var start = 0
  var end = 0

  deinit { base.deallocate() }

  var pending: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + start, count: end - start)
  }
  var free: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base + end, count: Self.capacity - end)
  }
}

/// A loop's spare blocks: an idle connection holds none. Loop-confined.
final class BlockPool {
  /// Blocks kept for reuse: 4 MiB.
  static let countMax = 256

  private var blocks: [ByteBlock] = []

  func take() -> ByteBlock { blocks.popLast() ?? ByteBlock() }

  func give(_ block: ByteBlock) {
    guard blocks.count < Self.countMax else { return }
    block.start = 0
    block.end = 0
    blocks.append(block)
  }
}
