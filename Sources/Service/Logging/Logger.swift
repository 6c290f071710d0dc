package import RPC

/// Writes one JSON object a line: `ts`, `level`, `service`, `msg`, then `trace_id` and `span_id` when
/// the line belongs to a call, then the fields.
package struct Logger: Sendable {
  /// Where lines go.
  private enum Output: Sendable {
    /// Written by whoever logs, who waits for it.
    case descriptor(Int32)
    case queue(LogQueue)
  }

  package let service: String
  package let level: LogLevel
  private let output: Output

  /// `descriptor` is standard error unless a test wants the lines.
  package init(service: String, level: LogLevel = .info, descriptor: Int32 = 2) {
    self.service = service
    self.level = level
    output = .descriptor(descriptor)
  }

  /// Logs without waiting for whoever reads the lines.
  package init(service: String, level: LogLevel = .info, queue: LogQueue) {
    self.service = service
    self.level = level
    output = .queue(queue)
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
    let line = Self.line(
      service, level, message, fields, trace: trace ?? CallScope.current?.trace)
    switch output {
    case .descriptor(let descriptor):
      line.withUnsafeBytes { LogOutput.write($0[...], to: descriptor) }
    case .queue(let queue): queue.append(line)
    }
  }

  /// A whole line.
  package static func line(
    _ service: String, _ level: LogLevel, _ message: String, _ fields: LogFields = [:],
    trace: TraceContext? = nil
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
}
