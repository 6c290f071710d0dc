internal import Crypto

/// The hash chain of an event log: each row's hash covers its contents and the hash before it, so a
/// row cannot be changed, dropped or moved without every later hash disagreeing.
///
/// hash = SHA-256(previous hash, position, length and bytes of stream, version, length and bytes of
/// kind, time, payload as it is stored); integers are 8 bytes, big-endian; before the first row comes 32 zero bytes.
enum EventChain {
  static let genesis = [UInt8](repeating: 0, count: 32)

  static func hash(
    of event: RecordedEvent, stored payload: [UInt8], after previous: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128 + event.stream.utf8.count + payload.count)
    bytes += previous
    append(event.position, to: &bytes)
    append(event.stream.utf8.count, to: &bytes)
    bytes += event.stream.utf8
    append(event.version, to: &bytes)
    append(event.kind.utf8.count, to: &bytes)
    bytes += event.kind.utf8
    append(event.recordedAtMilliseconds, to: &bytes)
    bytes += payload
    return bytes.withUnsafeBytes { SHA256.hash($0) }
  }

  private static func append(_ integer: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(integer)).bigEndian) { bytes += $0 }
  }
}
