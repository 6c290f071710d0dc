/// What a process knew of a lease at a moment.
package struct LeaseNote: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// The process begins; where it has the store to itself, leases of former ones are over.
    case opened
    /// It was given the task, until `end`.
    case began
    /// It has held the task, until `end`.
    case held
    /// It gives the task back.
    case returning
    /// Its word about the task was recorded.
    case recorded
    /// Its word about the task came too late.
    case refused
  }

  package var kind: Kind
  package var process: String
  /// `SteadyClock`'s, when it was noted.
  package var time: Int
  package var task: Int
  package var epoch: Int
  /// The same clock's, when the lease ends.
  package var end: Int

  package init(
    _ kind: Kind, process: String, time: Int, task: Int = 0, epoch: Int = 0, end: Int = 0
  ) {
    self.kind = kind
    self.process = process
    self.time = time
    self.task = task
    self.epoch = epoch
    self.end = end
  }
}

/// The notes of all processes, in a file outside of the services.
package final class LeaseJournal: Sendable {
  private let file: AppendedLines

  package init(_ path: String) throws { file = try AppendedLines(path) }

  package func append(_ note: LeaseNote) throws {
    try file.alone { try file.append(note) }
  }

  package func notes() throws -> [LeaseNote] { try file.lines(of: LeaseNote.self, after: 0).lines }
}
