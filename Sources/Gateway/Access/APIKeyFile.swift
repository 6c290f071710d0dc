internal import Glibc

/// Reads and creates the file that holds the gateway's keys.
///
/// A line holds a key, after a space the tenant that it stands for ("default" when left out), and after that `owner`
/// when the key may export and erase what is kept of the tenant.
/// Empty lines and lines that begin with `#` are skipped.
package enum APIKeyFile {
  package static let byteCountMax = 1 << 20

  /// Why there are no keys to serve with, and what to do.
  package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The keys in `text`.
  package static func parse(_ text: String, path: String) throws(Problem) -> [APIKey] {
    var keys: [APIKey] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let key = fields.first, !key.hasPrefix("#") else { continue }
      guard fields.count <= 2 || (fields.count == 3 && fields[2] == "owner") else {
        throw Problem(
          description: "\(path):\(index + 1): expected a key, a tenant and perhaps 'owner', "
            + "found \(fields.count) words")
      }
      guard key.utf8.count >= 16, key.utf8.count <= APIKey.textByteCountMax else {
        throw Problem(
          description: "\(path):\(index + 1): a key has 16 to \(APIKey.textByteCountMax) bytes, "
            + "this one has \(key.utf8.count)")
      }
      keys.append(
        APIKey(
          text: key, tenantID: fields.count > 1 ? fields[1] : "default",
          isOwner: fields.count > 2))
    }
    guard !keys.isEmpty else {
      throw Problem(
        description: "\(path) holds no key; write one into it, or delete it and restart the "
          + "gateway to have one made")
    }
    return keys
  }

  /// The keys of the file at `path`; creates it with a new key, readable by its owner alone, when it
  /// is absent and `createsIfAbsent`.
  package static func load(path: String, createsIfAbsent: Bool) throws(Problem) -> [APIKey] {
    if let text = try read(path) { return try parse(text, path: path) }
    guard createsIfAbsent else {
      throw Problem(description: "there is no API key file '\(path)'; check --api-key-file")
    }
    try create(path)
    guard let text = try read(path) else {
      throw Problem(description: "the API key file '\(path)' vanished while it was made")
    }
    return try parse(text, path: path)
  }

  /// Writes a new key beside `path` and links it into place, so that of two gateways that start at
  /// once both use the same key, and no reader ever sees half of one.
  private static func create(_ path: String) throws(Problem) {
    if let slash = path.lastIndex(of: "/") {
      try makeDirectories(String(path[..<slash]))
    }
    let staged = "\(path).\(getpid()).new"
    let descriptor = open(staged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("create", staged) }
    defer { unlink(staged) }
    let text = Array((APIKey.generateText() + "\n").utf8)
    let written = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    let isDurable = written == text.count && fsync(descriptor) == 0
    let problem = failure("write", staged)
    close(descriptor)
    guard isDurable else { throw problem }
    guard link(staged, path) == 0 || errno == EEXIST else { throw failure("create", path) }
  }

  private static func makeDirectories(_ path: String) throws(Problem) {
    if path.isEmpty || access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeDirectories(String(path[..<slash]))
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("create", path) }
  }

  /// The text of the file; nil when there is none.
  private static func read(_ path: String) throws(Problem) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= byteCountMax else {
        throw Problem(
          description: "'\(path)' is larger than \(byteCountMax) bytes; is it a key file?")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(description: "'\(path)' is not text; is it a key file?")
    }
    return text
  }

  private static func failure(_ verb: String, _ path: String) -> Problem {
    Problem(description: "cannot \(verb) '\(path)': \(String(cString: strerror(errno)))")
  }
}
