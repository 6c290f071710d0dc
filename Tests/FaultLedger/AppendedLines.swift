internal import Foundation
internal import Glibc
internal import Synchronization

/// A file of lines that several processes append to, each line whole and on disk before the call returns.
///
/// A process that is killed while it writes leaves at most a piece of a line, which readers pass over.
final class AppendedLines: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ what: String) {
      description = "\(what): \(String(cString: strerror(errno)))"
    }
  }

  private let file: Int32
  private let path: String
  /// The lock between processes does not hold between threads of one.
  private let turn = Mutex(())

  init(_ path: String) throws {
    self.path = path
    file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(path) }
  }

  deinit { close(file) }

  /// Calls `body` while nobody else, in any process, does the same.
  func alone<T>(_ body: () throws -> T) throws -> T {
    try turn.withLock { _ in
      while flock(file, LOCK_EX) != 0 { if errno != EINTR { throw Failure(path) } }
      defer { flock(file, LOCK_UN) }
      return try body()
    }
  }

  func append(_ line: some Encodable) throws {
    // A line begins anew, whatever stands before it.
    var bytes = Array("\n".utf8) + (try JSONEncoder().encode(line)) + Array("\n".utf8)
    while !bytes.isEmpty {
      let count = write(file, bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(path) }
      bytes.removeFirst(count)
    }
    guard fsync(file) == 0 else { throw Failure(path) }
  }

  /// All lines that are whole after a place in the file, and where the next look goes on.
  func lines<Line: Decodable>(
    of type: Line.Type, after offset: Int
  ) throws -> (lines: [Line], next: Int) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = pread(file, &buffer, buffer.count, off_t(offset + bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return ([], offset) }
    let lines = bytes[...end].split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(type, from: Data($0))
    }
    return (lines, offset + end + 1)
  }
}

/// The machine's steady clock, which no fault sets and which all processes share.
package enum SteadyClock {
  /// Microseconds.
  package static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
}
