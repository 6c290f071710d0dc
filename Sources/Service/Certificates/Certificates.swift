internal import Synchronization
internal import Transport

/// The certificates of a process: what it shows to its clients, and what it asks of the services that it
/// calls. Both come from files, which whoever renews certificates replaces.
final class Certificates: Sendable {
  let server: TLSServerContext?
  /// Nil: calls to other services are plain text.
  let client: TLSClientContext?
  private let files: [String]
  private let watch: Mutex<CertificateWatch>

  init(server: TLSServerContext?, client: TLSClientContext?) {
    self.server = server
    self.client = client
    let identity = server?.configuration.identity ?? client?.configuration.identity
    files = [
      identity?.certificatePath, identity?.keyPath, server?.configuration.clientAuthoritiesPath,
      client?.configuration.authoritiesPath,
    ].compactMap { $0 }
    watch = Mutex(CertificateWatch(loaded: files.map(FileStamp.init(path:))))
  }

  /// Reads the files again; new connections get what is in them. Files of which one cannot be used change
  /// nothing on the side that it belongs to, which the log says.
  func reload(_ logger: Logger) {
    guard !files.isEmpty else { return }
    read(files.map(FileStamp.init(path:)), logger)
  }

  /// Looks at the files again and again, until its task is cancelled. What mounts Secrets replaces files and
  /// sends no signal.
  func run(on loop: EventLoop, _ logger: Logger, interval: Duration = .seconds(5)) async {
    guard !files.isEmpty else { return }
    while !Task.isCancelled {
      try? await loop.sleep(for: interval)
      let stamps = files.map(FileStamp.init(path:))
      if watch.withLock({ $0.looked(at: stamps) }) == .reload { read(stamps, logger) }
    }
  }

  /// `stamps` were taken before: what changes while the files are read is seen at the next look.
  private func read(_ stamps: [FileStamp?], _ logger: Logger) {
    do throws(TLSError) {
      try server?.reload()
      try client?.reload()
      watch.withLock { $0.loaded(stamps) }
      logger.info("certificates reloaded")
    } catch {
      watch.withLock { $0.refused(stamps) }
      logger.error("certificates not reloaded, the old ones stay", ["error": .string("\(error)")])
    }
  }
}
