/// A conversation, as the store holds it. Times are milliseconds since 1970-01-01 UTC.
package struct Session: Sendable, Hashable {
  package let id: String
  package let title: String
  /// Whose it is; empty is nobody's in particular.
  package let personID: String
  package let createdAt: Int
  /// When its last turn was appended, or when it began.
  package let updatedAt: Int
  /// When it becomes invisible; `nil` is never. Each append moves it.
  package let expiresAt: Int?
  package let turnCount: Int
  package let attachmentCount: Int
  /// Stands for the person's id.
  let personNumber: Int?
}

/// One utterance of a session.
package struct Turn: Sendable, Hashable {
  /// Who spoke. The raw values are stored.
  package enum Speaker: Int, Sendable, Hashable {
    case user = 1
    case assistant = 2
    case tool = 3
  }

  /// Position in the session, from 1, without gaps.
  package let position: Int
  package let speaker: Speaker
  package let text: String
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  package let storedAt: Int
  package let runID: String
  package let metadata: [String: String]
  /// Those of a turn that a search found are left out.
  package var attachments: [Attachment] = []
}

/// A turn that somebody wants to append.
package struct NewTurn: Sendable, Hashable {
  package let speaker: Turn.Speaker
  package let text: String
  package let runID: String
  package let metadata: [String: String]
  /// Attachments of the session that no turn has yet.
  package let attachmentIDs: [String]

  package init(
    speaker: Turn.Speaker, text: String, runID: String = "", metadata: [String: String] = [:],
    attachmentIDs: [String] = []
  ) {
    self.attachmentIDs = attachmentIDs
    self.speaker = speaker
    self.text = text
    self.runID = runID
    self.metadata = metadata
  }
}

/// A turn that matches a search.
package struct TurnMatch: Sendable, Hashable {
  package let sessionID: String
  package let turn: Turn
  /// Greater is better; comparable within one search only.
  package let score: Double
}
