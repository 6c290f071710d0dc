import HostilePeer
import Transport

/// SETTINGS and flow control: RFC 9113 sections 5.2, 6.5 and 6.9.
extension ConformanceCase {
  private static let windowMax: UInt32 = 0x7fff_ffff

  static let settings: [ConformanceCase] = [
    .init(
      "http2/6.5/1", "SETTINGS ACK with a payload",
      FrameBytes.frame(4, flags: 1, [0, 3, 0, 0, 0, 100]), .connectionError(.frameSizeError)),
    .init(
      "http2/6.5/2", "SETTINGS on a stream",
      FrameBytes.frame(4, stream: 1, [0, 3, 0, 0, 0, 100]), .connectionError(.protocolError)),
    .init(
      "http2/6.5/3", "SETTINGS of 3 bytes", FrameBytes.frame(4, [0, 3, 0]),
      .connectionError(.frameSizeError)),

    .init(
      "http2/6.5.2/1", "SETTINGS_ENABLE_PUSH of 2", FrameBytes.settings([(2, 2)]),
      .connectionError(.protocolError)),
    .init(
      "http2/6.5.2/2", "SETTINGS_INITIAL_WINDOW_SIZE of 2^31",
      FrameBytes.settings([(4, 0x8000_0000)]), .connectionError(.flowControlError)),
    .init(
      "http2/6.5.2/3", "SETTINGS_MAX_FRAME_SIZE below 2^14", FrameBytes.settings([(5, 16383)]),
      .connectionError(.protocolError)),
    .init(
      "http2/6.5.2/4", "SETTINGS_MAX_FRAME_SIZE of 2^24", FrameBytes.settings([(5, 1 << 24)]),
      .connectionError(.protocolError)),
    .init(
      "http2/6.5.2/5", "a setting that nobody knows", FrameBytes.settings([(0xff, 1)]), .ignored),

    .init(
      "http2/6.5.3/1", "SETTINGS_INITIAL_WINDOW_SIZE twice, of which the second counts, and a call",
      [
        .send(FrameBytes.settings([(4, 100), (4, 1)])), .acknowledged(2),
        .send(Request.whole(1)),
      ], .data(1, byteCounts: [1])),
    .init("http2/6.5.3/2", "SETTINGS", FrameBytes.settings([(2, 0)]), .acknowledged(2)),
  ]

  static let flow: [ConformanceCase] = [
    .init(
      "http2/6.9/1", "WINDOW_UPDATE of 0 for the connection", FrameBytes.windowUpdate(0, 0),
      .connectionError(.protocolError)),
    .init(
      "http2/6.9/2", "WINDOW_UPDATE of 0 for a stream",
      Request.open(1) + FrameBytes.windowUpdate(1, 0), .connectionError(.protocolError)),
    .init(
      "http2/6.9/3", "WINDOW_UPDATE of 3 bytes", FrameBytes.frame(8, [0, 0, 1]),
      .connectionError(.frameSizeError)),

    .init(
      "http2/6.9.1/1", "a window of 1, and a call",
      [.send(FrameBytes.settings([(4, 1)])), .acknowledged(2), .send(Request.whole(1))],
      .data(1, byteCounts: [1])),
    .init(
      "http2/6.9.1/2", "WINDOW_UPDATEs of the connection beyond 2^31 - 1",
      FrameBytes.windowUpdate(0, windowMax) + FrameBytes.windowUpdate(0, windowMax),
      .connectionError(.flowControlError)),
    .init(
      "http2/6.9.1/3", "WINDOW_UPDATEs of a stream beyond 2^31 - 1",
      Request.open(1) + FrameBytes.windowUpdate(1, windowMax)
        + FrameBytes.windowUpdate(1, windowMax),
      .streamError(1, .flowControlError)),

    .init(
      "http2/6.9.2/1", "a window of 0, a call, then a window of 1",
      [
        .send(FrameBytes.settings([(4, 0)])), .acknowledged(2), .send(Request.whole(1)),
        .send(FrameBytes.settings([(4, 1)])),
      ], .data(1, byteCounts: [1])),
    .init(
      "http2/6.9.2/2", "a window of 3, a call, then a window of 2 and WINDOW_UPDATE of 2",
      [
        .send(FrameBytes.settings([(4, 3)])), .acknowledged(2), .send(Request.whole(1)),
        .data(1, count: 1), .send(FrameBytes.settings([(4, 2)])), .acknowledged(3),
        .send(FrameBytes.windowUpdate(1, 2)),
      ], .data(1, byteCounts: [3, 1])),
    .init(
      "http2/6.9.2/3", "SETTINGS_INITIAL_WINDOW_SIZE of 2^31",
      FrameBytes.settings([(4, 0x8000_0000)]), .connectionError(.flowControlError)),
  ]
}
