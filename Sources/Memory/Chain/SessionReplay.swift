/// Goes along the events of one session, its beginning and its turns, and says what the session is after them. Reads
/// nothing itself.
///
/// Turns come hashed and then, at the end, unhashed ones that a program of before wrote: `unchainedCount` of them.
struct SessionReplay {
  private let beginning: SessionBeginning
  private(set) var turnCount = 0
  private(set) var unchainedCount = 0
  private(set) var boundAttachmentCount = 0
  /// The hash of the last turn that has one, or of the beginning.
  private(set) var head: [UInt8]
  private var updatedAt: Int

  init(_ beginning: SessionBeginning) {
    self.beginning = beginning
    head = beginning.hash
    updatedAt = beginning.createdAt
  }

  /// What the turn that comes next has wrong; nil where it is as it was written.
  mutating func turnRead(_ turn: StoredTurn) -> String? {
    guard turn.position == turnCount + 1 else {
      return "turn \(turnCount + 1) is not there, and turn \(turn.position) is"
    }
    turnCount += 1
    updatedAt = turn.storedAt
    boundAttachmentCount += turn.attachments.count
    guard let hash = turn.hash else {
      unchainedCount += 1
      return nil
    }
    guard unchainedCount == 0 else { return "the turn before it has no hash" }
    guard hash == turn.hash(after: head) else {
      return "it or one of its attachments was changed, or is another one's"
    }
    head = hash
    return nil
  }

  /// The session's row after these events.
  func projection(attachmentCount: Int) -> SessionProjection {
    SessionProjection(
      turnCount: turnCount, updatedAt: updatedAt,
      expiresAt: beginning.timeToLive.map { $0 &+ updatedAt }, attachmentCount: attachmentCount)
  }
}

/// What a session's row says that follows from its events.
struct SessionProjection: Hashable {
  var turnCount: Int
  var updatedAt: Int
  var expiresAt: Int?
  var attachmentCount: Int

  /// What `other` has that this one has not, in words.
  func differences(from other: SessionProjection) -> [String] {
    func words(_ name: String, _ mine: Int?, _ others: Int?) -> String? {
      func word(_ value: Int?) -> String { value.map(String.init) ?? "nothing" }
      return mine == others ? nil : "\(name) is \(word(mine)) and not \(word(others))"
    }
    return [
      words("turn_count", turnCount, other.turnCount),
      words("updated_at_ms", updatedAt, other.updatedAt),
      words("expires_at_ms", expiresAt, other.expiresAt),
      words("attachment_count", attachmentCount, other.attachmentCount),
    ].compactMap(\.self)
  }
}
