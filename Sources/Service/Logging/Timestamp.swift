internal import Glibc

/// Points in time as RFC 3339 text in UTC with milliseconds: `2026-02-28T23:59:59.042Z`.
package enum Timestamp {
  package static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return text(unixSeconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
  }

  package static func text(unixSeconds: Int, milliseconds: Int) -> String {
    let days = Int((Double(unixSeconds) / 86_400).rounded(.down))
    let second = unixSeconds - days * 86_400
    let (year, month, day) = civil(daysSince1970: days)
    return String(unsafeUninitializedCapacity: 24) { buffer in
      put(year, 4, at: 0, buffer)
      put(month, 2, at: 5, buffer)
      put(day, 2, at: 8, buffer)
      put(second / 3600, 2, at: 11, buffer)
      put(second / 60 % 60, 2, at: 14, buffer)
      put(second % 60, 2, at: 17, buffer)
      put(milliseconds, 3, at: 20, buffer)
      for (index, mark) in zip([4, 7, 10, 13, 16, 19, 23], "--T::.Z".utf8) { buffer[index] = mark }
      return 24
    }
  }

  private static func put(
    _ number: Int, _ digitCount: Int, at start: Int, _ buffer: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = number
    for index in (start..<start + digitCount).reversed() {
      buffer[index] = UInt8(0x30 + rest % 10)
      rest /= 10
    }
  }

  /// Days since 1970-01-01 as a date of the Gregorian calendar, counted in 400-year cycles that
  /// begin in March, so that the leap day comes last.
  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
