internal import Glibc
internal import Protobuf

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
    let (year, month, day) = GregorianCalendar.date(daysSince1970: days)
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
}
