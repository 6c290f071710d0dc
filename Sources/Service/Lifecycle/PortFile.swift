internal import Glibc

/// Tells other programs where a service listens: `{"rpc":"127.0.0.1:1","admin":"...","pid":7}`, and `health`
/// where there is such a port.
enum PortFile {
  /// Writes beside the file and renames, so that a reader never sees half of it.
  static func write(
    _ path: String, rpc: String, admin: String, health: String?
  ) throws(StartupError) {
    var json = JSONText()
    json.raw("{\"rpc\":")
    json.string(rpc)
    json.raw(",\"admin\":")
    json.string(admin)
    if let health {
      json.raw(",\"health\":")
      json.string(health)
    }
    json.raw(",\"pid\":\(getpid())}\n" as String)
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    let count = json.bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == json.bytes.count else {
      let error = failure(path)
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    guard rename(temporary, path) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> StartupError {
    StartupError(
      "the port file '\(path)' cannot be written: \(String(cString: strerror(errno))); "
        + "give a writable place with --port-file")
  }
}
