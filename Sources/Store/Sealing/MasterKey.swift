internal import Crypto
internal import Glibc

/// The key that wraps the data keys of a store: 256 random bits that its operator keeps outside of it.
///
/// It is written as 64 hexadecimal digits or as base64, in the environment or as a line of a file. Nothing prints
/// it: its id stands for it.
package struct MasterKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible
{
  /// Which key it is, as 16 hexadecimal digits; says nothing about its bits, which are random.
  package let id: String
  let bytes: [UInt8]

  package var description: String { "master key \(id)" }
  package var debugDescription: String { description }

  init(bytes: [UInt8]) {
    precondition(bytes.count == AESGCM.keyByteCount)
    self.bytes = bytes
    id = Hex.encode(SHA256.hash(Array("apus master key".utf8) + bytes).prefix(8))
  }

  /// `source` is what to call the place it comes from, such as the name of an environment variable.
  package init(text: String, source: String) throws(StoreError) {
    let digits = text.filter { !$0.isWhitespace }
    let bytes = digits.count == 64 ? Hex.decode(digits) : Base64.decode(digits)
    guard let bytes, bytes.count == AESGCM.keyByteCount else {
      throw StoreError(
        .cannotOpen,
        "the master key of \(source) has \(digits.count) characters that are not 32 bytes as 64 "
          + "hexadecimal digits or as base64: make one with 'openssl rand -hex 32'")
    }
    self.init(bytes: bytes)
  }

  /// Lines of a file of keys that are read at most.
  private static let fileKeyCountMax = 16

  /// The keys of a file, one a line: the first is the one to use, those below it are accepted until all that
  /// they wrap is wrapped by the first. Empty lines and those that begin with # do not count.
  package static func keys(inFile path: String) throws(StoreError) -> [MasterKey] {
    var keys: [MasterKey] = []
    for line in try contents(of: path).split(whereSeparator: \.isNewline) {
      let text = line.trimmingPrefix { $0.isWhitespace }
      if text.isEmpty || text.hasPrefix("#") { continue }
      keys.append(try MasterKey(text: String(text), source: "the file \(path)"))
    }
    guard (1...fileKeyCountMax).contains(keys.count) else {
      throw StoreError(
        .cannotOpen,
        "the master key's file \(path) holds \(keys.count) keys: write one a line, the one to use first, and "
          + "at most \(fileKeyCountMax)")
    }
    return keys
  }

  private static func contents(of path: String) throws(StoreError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    // Far more than keys need: a longer file is something else, and what is read of it is refused.
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw unreadable(path) }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private static func unreadable(_ path: String) -> StoreError {
    StoreError(
      .cannotOpen,
      "the master key's file \(path) cannot be read: \(String(cString: strerror(errno))): check "
        + "its path, owner and mode")
  }
}
