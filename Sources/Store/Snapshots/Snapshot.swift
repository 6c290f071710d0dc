internal import Crypto

/// The state of a stream after its first `version` events, which saves replaying them.
struct Snapshot {
  let stream: String
  let version: Int
  let format: Int
  let state: [UInt8]

  /// SHA-256 of length and bytes of the stream's name, version, format and state; integers are 8 bytes,
  /// big-endian.
  var checksum: [UInt8] {
    var hash = SHA256()
    for integer in [stream.utf8.count, version, format] {
      withUnsafeBytes(of: UInt64(bitPattern: Int64(integer)).bigEndian) { hash.update($0) }
    }
    hash.update(Array(stream.utf8))
    hash.update(state)
    return hash.finalize()
  }
}

/// A snapshot that was there and was not used, because the events tell as much.
package struct IgnoredSnapshot: Sendable, Hashable, CustomStringConvertible {
  package let stream: String
  package let version: Int
  package let reason: String

  package var description: String {
    "the snapshot of stream '\(stream)' at version \(version) is ignored: \(reason)"
  }
}

extension RestoredState: Sendable where State: Sendable {}

/// A state as its events tell it.
package struct RestoredState<State> {
  package let state: State
  /// How many events of the stream it holds.
  package let version: Int
  /// How many of them were replayed on top of a snapshot, or all.
  package let replayedCount: Int
  /// To be reported: none is there in a sound database that was not used by a newer program.
  package let ignored: [IgnoredSnapshot]
}
