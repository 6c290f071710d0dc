internal import Foundation
internal import RPC
internal import Synchronization
internal import Transport

/// A whole server, fed raw bytes over a socket. The first byte says how the rest is cut into writes.
///
/// The peer sends its input, then the end of its side, and reads what comes back. The server must
/// write nothing but whole frames, and close within `answerDurationMax`.
enum SessionFuzz {
  static let answerDurationMax: Duration = .seconds(10)

  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let pieceByteCount =
      switch input.byte() & 3 {
      case 0: Int.max
      case 1: 1 << 10
      case 2: 64
      default: 9
      }
    let answer: [UInt8]
    do {
      let socket = try BlockingSocket(unixPath: server.path, timeout: answerDurationMax)
      while !input.rest.isEmpty, socket.send(input.take(pieceByteCount)) {}
      socket.endSending()
      answer = try socket.readToEnd()
    } catch {
      throw BrokenProperty("\(error)")
    }
    try checkFrames(answer)
  }

  private static func checkFrames(_ bytes: [UInt8]) throws(BrokenProperty) {
    var scanner = FrameScanner(prefaceByteCount: 0)
    var byteCount = 0
    bytes.withUnsafeBytes { all in
      var rest = all
      while let head = scanner.next(&rest) { byteCount += 9 + head.payloadByteCount }
    }
    try require(byteCount == bytes.count, "\(bytes.count) bytes came for \(byteCount) of frames")
  }

  /// One server for all inputs of the process.
  private static let server = FuzzedServer()
}

/// A server on a unix socket with a method of each kind.
private final class FuzzedServer: Sendable {
  let path: String

  init() {
    let folder = FileManager.default.temporaryDirectory
    path = folder.appending(path: "apus-fuzz-\(ProcessInfo.processInfo.processIdentifier)").path
    let configuration = ServerConfiguration(
      listen: "unix:\(path)", loopCount: 1, requestByteCountMax: 64 << 10)
    let server = Server(configuration: configuration, services: [FuzzService()])
    let started = DispatchSemaphore(value: 0)
    // The caller is libFuzzer's thread, which is no task. The server lives as long as the process.
    Task.detached {
      do {
        try await server.start()
      } catch {
        fatalError("the server does not start: \(error)")
      }
      started.signal()
      try await server.run()
    }
    started.wait()
    atexit { SessionSocketPath.remove() }
    SessionSocketPath.current.withLock { [path] in $0 = path }
  }
}

/// The socket's file goes with the process.
private enum SessionSocketPath {
  static let current = Mutex<String?>(nil)

  static func remove() {
    if let path = current.withLock({ $0 }) { unlink(path) }
  }
}
