/// When a schedule fires: minute, hour, day of month, month and day of week, as POSIX `crontab` has them, with
/// steps (`*/5`, `10-20/2`) and English names in addition. All times are UTC; other time zones are not known.
///
/// A day matches when its month does and its days do: where only one of day of month and day of week is
/// anything but `*`, that one; where both are, either.
///
/// Source: POSIX.1-2017, crontab, "INPUT FILES".
package struct CronExpression: Sendable, Hashable, CustomStringConvertible {
  package let description: String
  private let minute: CronField
  private let hour: CronField
  private let dayOfMonth: CronField
  private let month: CronField
  private let dayOfWeek: CronField

  /// The longest wait: from one 29 February over a century's common year to the next takes 2,921 days.
  private static let dayCountMax = 2_922
  private static let minutesOfDay = 1_440
  private static let millisecondsOfMinute = 60_000

  /// Throws `invalid` naming the field that is wrong, also for days that never come, such as 30 February.
  package init(_ text: String) throws(StoreError) {
    let fields = text.split { $0 == " " || $0 == "\t" }
    guard fields.count == 5 else {
      throw StoreError(
        .invalid,
        "'\(text.prefix(64))' has \(fields.count) fields: a cron expression has five: minute, hour, "
          + "day of month, month, day of week")
    }
    minute = try CronField(fields[0], .minute)
    hour = try CronField(fields[1], .hour)
    dayOfMonth = try CronField(fields[2], .dayOfMonth)
    month = try CronField(fields[3], .month)
    dayOfWeek = try CronField(fields[4], .dayOfWeek)
    description = fields.joined(separator: " ")
    let days = dayOfMonth
    let months = (1...12).filter(month.contains)
    let comes =
      dayOfWeek.isRestricted
      || months.contains { month in (1...CivilDate.longest(month)).contains(where: days.contains) }
    guard comes else {
      throw StoreError(
        .invalid, "'\(description)' never fires: its months do not have such a day; change one")
    }
  }

  /// The first firing after a time, both in milliseconds since 1970-01-01 UTC.
  package func next(after milliseconds: Int) -> Int {
    let first = Self.floorDivide(milliseconds, Self.millisecondsOfMinute) + 1
    let today = Self.floorDivide(first, Self.minutesOfDay)
    for day in today...today + Self.dayCountMax where matches(CivilDate(day: day)) {
      let from = day == today ? first - today * Self.minutesOfDay : 0
      if let minute = firstMinute(from: from) {
        return (day * Self.minutesOfDay + minute) * Self.millisecondsOfMinute
      }
    }
    preconditionFailure("'\(description)' does not fire within eight years of \(milliseconds)")
  }

  /// The last firing up to `now`, where `tick`, one that is not later than `now`, is known.
  package func last(upTo now: Int, from tick: Int) -> Int {
    // Firings are monotone, so the last minute after which one still comes in time is found by halving.
    var low = tick / Self.millisecondsOfMinute - 1
    var high = now / Self.millisecondsOfMinute
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if next(after: middle * Self.millisecondsOfMinute) <= now {
        low = middle
      } else {
        high = middle
      }
    }
    return next(after: low * Self.millisecondsOfMinute)
  }

  private func matches(_ date: CivilDate) -> Bool {
    guard month.contains(date.month) else { return false }
    switch (dayOfMonth.isRestricted, dayOfWeek.isRestricted) {
    case (false, false): return true
    case (true, false): return dayOfMonth.contains(date.day)
    case (false, true): return dayOfWeek.contains(date.dayOfWeek)
    case (true, true):
      return dayOfMonth.contains(date.day) || dayOfWeek.contains(date.dayOfWeek)
    }
  }

  /// The first minute of a day that matches, from `start` on.
  private func firstMinute(from start: Int) -> Int? {
    guard let hour = hour.first(from: start / 60) else { return nil }
    if hour == start / 60 {
      if let minute = minute.first(from: start % 60) { return hour * 60 + minute }
      return self.hour.first(from: hour + 1).map { $0 * 60 + firstOfHour }
    }
    return hour * 60 + firstOfHour
  }

  private var firstOfHour: Int { minute.first(from: 0) ?? 0 }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }
}

/// A day of the Gregorian calendar.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
struct CivilDate {
  let month: Int
  let day: Int
  /// 0 is Sunday.
  let dayOfWeek: Int

  /// The day so many days after 1970-01-01, which was a Thursday.
  init(day number: Int) {
    // Years begin in March here, so that the leap day is the last one; eras are of 400 years.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let year =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    dayOfWeek = ((number + 4) % 7 + 7) % 7
  }

  /// How many days a month has at most.
  static func longest(_ month: Int) -> Int {
    switch month {
    case 2: 29
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
