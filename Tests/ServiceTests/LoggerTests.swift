import Foundation
import Glibc
import Testing

import RPC
import Service

@Suite struct LoggerTests {
  /// What `body` logs, one object a line.
  private func lines(
    level: LogLevel = .debug, _ body: (Logger) async throws -> Void
  ) async throws -> [[String: Any]] {
    let file = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    try await body(
      Logger(service: "memory", level: level, descriptor: handle.fileDescriptor))
    try handle.close()
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func writesOneObjectALine() async throws {
    let nasty = "a\"b\\c\nd\te\u{1}\u{7F}\u{2028}é😀"
    let lines = try await lines { logger in
      logger.warning(
        "hello",
        [
          "text": .string(nasty), "count": 3, "ratio": 0.5, "yes": true,
          "infinite": .number(.infinity),
        ])
    }
    #expect(lines.count == 1)
    #expect(lines[0]["level"] as? String == "warning")
    #expect(lines[0]["service"] as? String == "memory")
    #expect(lines[0]["msg"] as? String == "hello")
    #expect(lines[0]["text"] as? String == nasty)
    #expect(lines[0]["count"] as? Int == 3)
    #expect(lines[0]["ratio"] as? Double == 0.5)
    #expect(lines[0]["yes"] as? Bool == true)
    #expect(lines[0]["infinite"] as? String == "inf")
    #expect(lines[0]["trace_id"] == nil)
  }

  @Test func linesBelowTheLevelAreNotWritten() async throws {
    let lines = try await lines(level: .warning) { logger in
      logger.debug("a")
      logger.info("b")
      logger.warning("c")
      logger.error("d")
    }
    #expect(lines.compactMap { $0["msg"] as? String } == ["c", "d"])
  }

  @Test func theRunningCallsTraceIsAdded() async throws {
    let trace = TraceContext.random()
    let lines = try await lines { logger in
      CallScope.$current.withValue(CallScope(trace: trace)) {
        logger.info("inside")
      }
      logger.info("outside")
    }
    #expect(lines[0]["trace_id"] as? String == trace.traceID)
    #expect(lines[0]["span_id"] as? String == trace.spanID)
    #expect(lines[1]["trace_id"] == nil)
  }

  @Test func timestampsAreDatesOfTheCalendar() {
    let cases: [(Int, Int, String)] = [
      (0, 0, "1970-01-01T00:00:00.000Z"), (951_782_400, 7, "2000-02-29T00:00:00.007Z"),
      (1_709_251_199, 999, "2024-02-29T23:59:59.999Z"),
      (4_107_542_400, 0, "2100-03-01T00:00:00.000Z"), (-1, 0, "1969-12-31T23:59:59.000Z"),
      (1_798_761_599, 42, "2026-12-31T23:59:59.042Z"),
    ]
    for (seconds, milliseconds, text) in cases {
      #expect(Timestamp.text(unixSeconds: seconds, milliseconds: milliseconds) == text)
    }
    // Every day of 400 years, against the system's own calendar.
    for day in stride(from: -20_000, to: 130_000, by: 37) {
      var time = time_t(day * 86_400 + 3_661)
      var parts = tm()
      gmtime_r(&time, &parts)
      let expected = String(
        format: "%04d-%02d-%02dT01:01:01.000Z", parts.tm_year + 1900, parts.tm_mon + 1,
        parts.tm_mday)
      #expect(Timestamp.text(unixSeconds: time, milliseconds: 0) == expected)
    }
  }
}
