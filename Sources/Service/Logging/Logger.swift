internal import Glibc
package import RPC

/// Writes one JSON object a line: `ts`, `level`, `service`, `msg`, then `trace_id` and `span_id` when
/// the line belongs to a call, then the fields.
///
/// A line is one `write`, so that lines of several threads do not mix (POSIX promises that for
/// pipes up to 4 KiB).
package struct Logger: Sendable {
  package let service: String
  package let level: LogLevel
  private let descriptor: Int32

  /// `descriptor` is standard error unless a test wants the lines.
  package init(service: String, level: LogLevel = .info, descriptor: Int32 = 2) {
    self.service = service
    self.level = level
    self.descriptor = descriptor
  }

  package func debug(_ message: String, _ fields: LogFields = [:], trace: TraceContext? = nil) {
    log(.debug, message, fields, trace: trace)
  }

  package func info(_ message: String, _ fields: LogFields = [:], trace: TraceContext? = nil) {
    log(.info, message, fields, trace: trace)
  }

  package func warning(_ message: String, _ fields: LogFields = [:], trace: TraceContext? = nil) {
    log(.warning, message, fields, trace: trace)
  }

  package func error(_ message: String, _ fields: LogFields = [:], trace: TraceContext? = nil) {
    log(.error, message, fields, trace: trace)
  }

  /// Writes a line if its level is enabled. The trace is the running call's unless one is given.
  package func log(
    _ level: LogLevel, _ message: String, _ fields: LogFields = [:], trace: TraceContext? = nil
  ) {
    guard level >= self.level else { return }
    Self.write(
      line(level, message, fields, trace: trace ?? CallScope.current?.trace), to: descriptor)
  }

  private func line(
    _ level: LogLevel, _ message: String, _ fields: LogFields, trace: TraceContext?
  ) -> [UInt8] {
    var json = JSONText()
    json.raw("{\"ts\":")
    json.string(Timestamp.now())
    json.raw(",\"level\":")
    json.string(level.name)
    json.raw(",\"service\":")
    json.string(service)
    json.raw(",\"msg\":")
    json.string(message)
    if let trace {
      json.raw(",\"trace_id\":")
      json.string(trace.traceID)
      json.raw(",\"span_id\":")
      json.string(trace.spanID)
    }
    for (name, value) in fields.pairs {
      json.raw(",")
      json.string(name)
      json.raw(":")
      json.value(value)
    }
    json.raw("}\n")
    return json.bytes
  }

  private static func write(_ line: [UInt8], to descriptor: Int32) {
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
        if count < 0, errno == EINTR { continue }
        // Whoever reads the log is gone: nothing can be told any more.
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }
}
