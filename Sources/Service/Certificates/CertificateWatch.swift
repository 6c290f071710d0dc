internal import Glibc

/// What tells whether a file is still the one that was read.
package struct FileStamp: Hashable, Sendable {
  let device: UInt64
  let node: UInt64
  let byteCount: Int64
  let changedAtSeconds: Int
  let changedAtNanoseconds: Int

  package init(
    device: UInt64, node: UInt64, byteCount: Int64, changedAtSeconds: Int,
    changedAtNanoseconds: Int
  ) {
    self.device = device
    self.node = node
    self.byteCount = byteCount
    self.changedAtSeconds = changedAtSeconds
    self.changedAtNanoseconds = changedAtNanoseconds
  }

  /// Of the file that the path leads to, links followed, as mounted Secrets are links; nil when there is none.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(
      device: UInt64(status.st_dev), node: UInt64(status.st_ino), byteCount: Int64(status.st_size),
      changedAtSeconds: status.st_mtim.tv_sec, changedAtNanoseconds: status.st_mtim.tv_nsec)
  }
}

/// Whether certificates are to be read again, from what their files look like.
///
/// A set of files that was refused is tried again only once it looks different: a certificate may be there
/// before its key. A file that is away leaves what was read in force.
package struct CertificateWatch: Sendable {
  package enum Action: Equatable {
    case reload
    case none
  }

  private var inForce: [FileStamp?]
  private var lastRefused: [FileStamp?]?

  /// `stamps` are those of the files that are in force.
  package init(loaded stamps: [FileStamp?]) { inForce = stamps }

  package func looked(at stamps: [FileStamp?]) -> Action {
    guard stamps.allSatisfy({ $0 != nil }) else { return .none }
    return stamps == inForce || stamps == lastRefused ? .none : .reload
  }

  package mutating func loaded(_ stamps: [FileStamp?]) {
    inForce = stamps
    lastRefused = nil
  }

  package mutating func refused(_ stamps: [FileStamp?]) { lastRefused = stamps }
}
