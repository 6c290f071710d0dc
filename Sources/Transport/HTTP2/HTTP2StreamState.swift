/// Which frames may still pass on one stream, in both directions (RFC 9113 sections 5.1 and 8.1).
///
/// nghttp2 has checked the frame layer before. This machine sorts what is left: what to deliver,
/// what a hostile or broken peer must be reset for, what is legitimately late and ignored, and which
/// of our own calls came too late. Holds no I/O.
package struct HTTP2StreamState: Equatable, Sendable {
  package enum Remote: Equatable, Sendable {
    /// Nothing but informational headers has come. -> `open`, `ended`
    case awaitingHeaders
    /// The initial headers have come. -> `ended`
    case open
    /// END_STREAM has come, or the stream was reset. Terminal.
    case ended
  }

  package enum Local: Equatable, Sendable {
    /// No headers were submitted. -> `open`, `ended`
    case idle
    /// Headers were submitted. -> `ending`, `ended`
    case open
    /// The end is queued behind data. -> `ended`
    case ending
    /// END_STREAM has left, or the stream was reset. Terminal.
    case ended
  }

  /// What to do with something received.
  package enum Inbound: Equatable {
    case deliverHeaders
    case deliverData
    case deliverTrailers
    /// Late or without meaning, and legitimate.
    case ignore
    /// The peer broke the protocol: reset the stream.
    case resetForPeerError(String)
  }

  /// What to do with something that our side wants to send.
  package enum Outbound: Equatable {
    case submit
    /// The stream has ended meanwhile: nothing to do.
    case tooLate
    /// A programming error on this side.
    case ourBug(String)
  }

  package private(set) var remote = Remote.awaitingHeaders
  package private(set) var local = Local.idle
  package let isServer: Bool

  package init(isServer: Bool) {
    self.isServer = isServer
  }

  package var isClosed: Bool { remote == .ended && local == .ended }

  // MARK: Received

  package mutating func headersReceived(isInformational: Bool, endStream: Bool) -> Inbound {
    switch remote {
    case .awaitingHeaders:
      if isInformational {
        if endStream || isServer {
          return .resetForPeerError("informational headers end the stream")
        }
        return .ignore
      }
      remote = endStream ? .ended : .open
      return .deliverHeaders
    case .open:
      guard endStream else { return .resetForPeerError("trailers do not end the stream") }
      remote = .ended
      return .deliverTrailers
    case .ended: return .ignore
    }
  }

  package func dataReceived() -> Inbound {
    switch remote {
    case .awaitingHeaders: .resetForPeerError("DATA came before HEADERS")
    case .open: .deliverData
    case .ended: .ignore
    }
  }

  /// END_STREAM came on a DATA frame. Returns whether it is news.
  package mutating func endReceived() -> Bool {
    guard remote == .open else { return false }
    remote = .ended
    return true
  }

  // MARK: Sent

  package mutating func headersSubmitted(endStream: Bool) -> Outbound {
    switch local {
    case .idle:
      local = endStream ? .ending : .open
      return .submit
    case .open, .ending: return .ourBug("headers were submitted twice")
    case .ended: return .tooLate
    }
  }

  package func dataSubmitted() -> Outbound {
    switch local {
    case .idle: .ourBug("a message was sent before the headers")
    case .open: .submit
    case .ending: .ourBug("a message was sent after the end")
    case .ended: .tooLate
    }
  }

  package mutating func endSubmitted() -> Outbound {
    switch local {
    case .idle: return .ourBug("the stream was ended before its headers")
    case .open:
      local = .ending
      return .submit
    case .ending: return .ourBug("the stream was ended twice")
    case .ended: return .tooLate
    }
  }

  /// END_STREAM has left.
  package mutating func endSent() {
    local = .ended
  }

  /// The stream was reset by either side, or its connection is gone.
  package mutating func closed() {
    remote = .ended
    local = .ended
  }
}
