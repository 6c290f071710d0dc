/// What a peer may make this side do, frame by frame. RFC 9113 section 10.5 lists the attacks.
package struct FrameLimits: Sendable {
  /// A number of events at once, and how many per second from then on.
  package struct Rate: Sendable {
    package var burst: Int
    package var perSecond: Int

    package init(burst: Int, perSecond: Int) {
      self.burst = burst
      self.perSecond = perSecond
    }
  }

  /// Streams that a peer resets, or that must be reset for its mistakes ("rapid reset").
  package var resets = Rate(burst: 1000, perSecond: 33)
  /// Frames that carry nothing: PRIORITY, WINDOW_UPDATE, SETTINGS, GOAWAY, DATA without bytes, types
  /// that nobody knows. Work earns more of them; see `FrameGuard`.
  package var idleFrames = Rate(burst: 1000, perSecond: 100)
  /// CONTINUATION frames in one header block.
  package var continuationCountMax = 8
  /// A header list of this size, counted as it arrives, ends the connection; a smaller one that is
  /// over the announced limit only ends its stream.
  package var headerListByteCountMax = 64 * 1024
  /// DATA frames without bytes on one stream; a further one resets it.
  package var emptyDataCountMax = 10
  /// Acknowledgements of SETTINGS and PING that wait to be sent.
  package var owedAckCountMax = 100
  /// Frames of any kind that wait to be sent while the peer takes none, beyond one for each stream.
  package var queuedFrameCountMax = 100
  /// PINGs of a client that come sooner after each other than `pingIntervalMin` while this side sends
  /// neither headers nor data; a further one ends the connection. Nil tolerates them.
  package var pingStrikeCountMax: Int? = 2
  package var pingIntervalMin: Duration = .seconds(300)

  package init() {}
}
