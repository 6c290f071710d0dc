/// Hears how a server's calls and connections go. It is called on the loop that serves them, and must not
/// block. A server without one neither counts nor looks at a clock for it.
package protocol ServerObserver: Sendable {
  /// A call of the method with this index in the server's list has begun.
  func callStarted(method: Int)
  /// A call has its status. It may be one of no method of the server, which did not begin.
  func callEnded(_ call: CallRecord)
  func connectionStarted()
  func connectionEnded(_ connection: ConnectionRecord)
}

/// A call of a server, at its end.
package struct CallRecord: Sendable {
  /// Its path and index in the server's list; nil when the server has no such method.
  package let method: (path: String, index: Int)?
  /// Nil is OK.
  package let status: RPCError?
  /// From its headers to its status.
  package let duration: Duration
  /// The client's address, and its name with mutual TLS.
  package let peer: String
  /// Nil when its handler has not begun.
  package let trace: TraceContext?
  /// Of its messages as they travelled, with five bytes ahead of each.
  package let receivedByteCount: Int
  package let sentByteCount: Int
}

/// A connection of a server, at its end.
package struct ConnectionRecord: Sendable {
  /// After the TLS handshake, if there was one.
  package let duration: Duration
  package let callCount: Int
}
