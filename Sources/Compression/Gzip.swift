internal import CZlib

/// Gzip (RFC 1952) over whole arrays, safe against data that swells.
package enum Gzip {
  /// The smallest step in which output grows.
  private static let growthByteCountMin = 16 * 1024
  /// 15 bits of window, plus 16 for gzip framing.
  private static let windowBits: Int32 = 15 + 16

  /// The bytes as one gzip member. `level` is zlib's: 1 is fastest, 9 is smallest.
  package static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    precondition((1...9).contains(level), "zlib has no level \(level)")
    precondition(bytes.count <= UInt32.max, "\(bytes.count) bytes are too many for one gzip call")
    var stream = z_stream()
    let status = deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory")
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        let status = deflate(&stream, Z_FINISH)
        precondition(status == Z_STREAM_END, "deflateBound was too small")
      }
      count = output.count - Int(stream.avail_out)
    }
  }

  /// The content of one or more gzip members. Memory grows with what is really there, and never beyond
  /// `byteCountMax`: content of more bytes is refused as soon as its next byte appears.
  package static func decompress(
    _ bytes: [UInt8], limit byteCountMax: Int
  ) throws(GzipError) -> [UInt8] {
    var stream = z_stream()
    let status = inflateInit2_(
      &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory")
    defer { inflateEnd(&stream) }
    let result: Result<[UInt8], GzipError> = bytes.withUnsafeBufferPointer { input in
      do throws(GzipError) {
        return .success(try inflateAll(&stream, input, byteCountMax))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func inflateAll(
    _ stream: inout z_stream, _ input: UnsafeBufferPointer<UInt8>, _ byteCountMax: Int
  ) throws(GzipError) -> [UInt8] {
    guard input.count <= UInt32.max else { throw .corrupt("more than 4 GiB at once") }
    guard !input.isEmpty else { throw .truncated }
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(input.count)
    var output: [UInt8] = []
    while true {
      switch try step(&stream, &output, byteCountMax) {
      case Z_STREAM_END where stream.avail_in == 0: return output
      case Z_STREAM_END: inflateReset(&stream)
      default: break
      }
    }
  }

  /// Inflates one piece onto `output`.
  private static func step(
    _ stream: inout z_stream, _ output: inout [UInt8], _ byteCountMax: Int
  ) throws(GzipError) -> Int32 {
    // One byte more than is left shows whether the content goes beyond the limit.
    let room = min(max(growthByteCountMin, output.count), byteCountMax - output.count + 1)
    let (status, produced) = withUnsafeTemporaryAllocation(
      byteCount: min(room, 256 * 1024), alignment: 16
    ) { buffer in
      stream.next_out = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(buffer.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      let produced = buffer.count - Int(stream.avail_out)
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<produced]))
      return (status, produced)
    }
    guard output.count <= byteCountMax else { throw .tooLarge(byteCountMax: byteCountMax) }
    switch status {
    case Z_STREAM_END: return status
    case Z_OK, Z_BUF_ERROR:
      if produced == 0, stream.avail_in == 0 { throw .truncated }
      if status == Z_BUF_ERROR, produced == 0 { throw .truncated }
      return status
    case Z_MEM_ERROR: fatalError("zlib has no memory")
    default:
      throw .corrupt(stream.msg.map { String(cString: $0) } ?? "error \(status)")
    }
  }
}
