/// What a process knew of a lease at a moment.
public struct LeaseNote: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Sendable {
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

  public var kind: Kind
  public var process: String
  /// `SteadyClock`'s, when it was noted.
  public var time: Int
  public var task: Int
  public var epoch: Int
  /// The same clock's, when the lease ends.
  public var end: Int

  public init(
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
public final class LeaseJournal: Sendable {
  private let file: AppendedLines

  public init(_ path: String) throws { file = try AppendedLines(path) }

  public func append(_ note: LeaseNote) throws {
    try file.alone { try file.append(note) }
  }

  public func notes() throws -> [LeaseNote] { try file.lines(of: LeaseNote.self, after: 0).lines }
}
