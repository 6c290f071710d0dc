import Foundation
import Store
import TestSupport
import Testing

@Suite("Cron expressions")
struct CronExpressionTests {
  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  private static func milliseconds(_ text: String) throws -> Int {
    Int(try Date(text, strategy: .iso8601).timeIntervalSince1970) * 1_000
  }

  @Test(
    "The next firing",
    arguments: [
      ("* * * * *", "2026-03-01T12:00:00Z", "2026-03-01T12:01:00Z"),
      ("*/15 * * * *", "2026-03-01T12:59:59Z", "2026-03-01T13:00:00Z"),
      ("5,10-20/5 8 * * *", "2026-03-01T08:10:00Z", "2026-03-01T08:15:00Z"),
      ("30 23 31 DEC *", "2026-12-31T23:30:00Z", "2027-12-31T23:30:00Z"),
      ("0 0 29 2 *", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z"),
      ("0 9 * * mon-Fri", "2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z"),
      ("0 9 * * 7", "2026-11-16T00:00:00Z", "2026-11-22T09:00:00Z"),
      // Either day: Friday the 20th comes before the 25th.
      ("0 0 25 * 5", "2026-11-16T00:00:00Z", "2026-11-20T00:00:00Z"),
      // A step is a restriction too: an odd day or a Sunday, so the 22nd.
      ("0 0 */2 * 0", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
      // February has no 30th, but Mondays.
      ("0 0 30 2 1", "2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z"),
      ("59 23 * * *", "1969-12-30T23:59:00Z", "1969-12-31T23:59:00Z"),
    ])
  func next(text: String, after: String, expected: String) throws {
    let next = try CronExpression(text).next(after: Self.milliseconds(after))
    #expect(next == (try Self.milliseconds(expected)))
  }

  @Test(
    "What is wrong is named",
    arguments: [
      ("* * * *", "4 fields"), ("* * * * * *", "6 fields"), ("60 * * * *", "minute"),
      ("* 24 * * *", "hour"), ("* * 0 * *", "day of month"), ("* * * 13 *", "month"),
      ("* * * * 8", "day of week"), ("* * * * fry", "day of week"), ("5/2 * * * *", "range"),
      ("20-10 * * * *", "smaller"), ("*/0 * * * *", "step"), ("1,,2 * * * *", "minute"),
      ("+1 * * * *", "minute"), ("0 0 31 4,6 *", "never fires"), ("0 0 30 feb *", "never fires"),
      ("1-2-3 * * * *", "minute"), ("*/2/2 * * * *", "step"), ("١ * * * *", "minute"),
    ])
  func refused(text: String, word: String) {
    #expect {
      try CronExpression(text)
    } throws: { error in
      guard let error = error as? StoreError else { return false }
      return error.code == .invalid && error.message.contains(word)
    }
  }

  /// The same, asked of a calendar minute by minute.
  private struct Reference {
    var fields: [(text: String, values: Set<Int>)]

    func fires(_ date: Date) -> Bool {
      let parts = CronExpressionTests.calendar.dateComponents(
        [.minute, .hour, .day, .month, .weekday], from: date)
      let values = [parts.minute!, parts.hour!, parts.day!, parts.month!, parts.weekday! - 1]
      let matches = zip(fields, values).map { $0.values.contains($1) }
      let (day, weekday) = (fields[2].text != "*", fields[4].text != "*")
      let isDay = day && weekday ? matches[2] || matches[4] : matches[2] && matches[4]
      return matches[0] && matches[1] && matches[3] && isDay
    }
  }

  private static func field(
    _ range: ClosedRange<Int>, _ random: inout SeededGenerator
  ) -> (text: String, values: Set<Int>) {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return ("*", Set(range))
    case 1:
      let step = Int.random(in: 1...range.upperBound, using: &random)
      return ("*/\(step)", Set(stride(from: range.lowerBound, through: range.upperBound, by: step)))
    default:
      var texts: [String] = []
      var values: Set<Int> = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let first = Int.random(in: range, using: &random)
        let last = Int.random(in: first...range.upperBound, using: &random)
        let step = Int.random(in: 1...5, using: &random)
        if last > first {
          texts.append("\(first)-\(last)/\(step)")
          values.formUnion(stride(from: first, through: last, by: step))
        } else {
          texts.append("\(first)")
          values.insert(first)
        }
      }
      return (texts.joined(separator: ","), values)
    }
  }

  @Test("The next firing is what a scan of the calendar minute by minute finds")
  func matchesScan() throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    var compared = 0
    while compared < 150 {
      let fields = [0...59, 0...23, 1...31, 1...12, 0...6].map { Self.field($0, &random) }
      let text = fields.map(\.text).joined(separator: " ")
      guard let cron = try? CronExpression(text) else { continue }
      let reference = Reference(fields: fields)
      let start = Int.random(in: -1_000_000_000...4_000_000_000, using: &random)
      let found = cron.next(after: start * 1_000)
      // The scan is dear: far firings are compared on the days around them.
      let minutes = 2_000
      var scanned = (start >= 0 ? start : start - 59) / 60 + 1
      let end = found / 60_000
      if end - scanned > minutes { scanned = end - minutes }
      let first = (scanned...end).first { minute in
        reference.fires(Date(timeIntervalSince1970: Double(minute * 60)))
      }
      #expect(first == end, "seed \(seed): '\(text)' after \(start)")
      compared += 1
    }
  }
}
