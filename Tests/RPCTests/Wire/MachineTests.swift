import Testing
import Transport

/// The value-type machines of HTTP/2, without I/O.
@Suite struct MachineTests {
  @Test func streamStateSortsWhatArrives() {
    var server = HTTP2StreamState(isServer: true)
    #expect(server.dataReceived() == .resetForPeerError("DATA came before HEADERS"))
    #expect(
      server.headersReceived(isInformational: false, endStream: false) == .deliverHeaders)
    #expect(server.dataReceived() == .deliverData)
    #expect(
      server.headersReceived(isInformational: false, endStream: false)
        == .resetForPeerError("trailers do not end the stream"))
    let isNews = server.endReceived()
    #expect(isNews)
    let isNewsAgain = server.endReceived()
    #expect(!isNewsAgain)
    #expect(server.dataReceived() == .ignore)
    var client = HTTP2StreamState(isServer: false)
    #expect(client.headersReceived(isInformational: true, endStream: false) == .ignore)
    #expect(client.remote == .awaitingHeaders)
    #expect(client.headersReceived(isInformational: false, endStream: true) == .deliverHeaders)
    #expect(client.remote == .ended)
  }

  @Test func streamStateSortsWhatWeSend() {
    var state = HTTP2StreamState(isServer: true)
    #expect(state.dataSubmitted() == .ourBug("a message was sent before the headers"))
    #expect(state.headersSubmitted(endStream: false) == .submit)
    #expect(state.headersSubmitted(endStream: false) == .ourBug("headers were submitted twice"))
    #expect(state.dataSubmitted() == .submit)
    #expect(state.endSubmitted() == .submit)
    #expect(state.endSubmitted() == .ourBug("the stream was ended twice"))
    state.closed()
    #expect(state.dataSubmitted() == .tooLate)
    #expect(state.isClosed)
  }

  @Test func outboundQueueCutsMessagesIntoFramesInEverySize() {
    for limit in 1...40 {
      var queue = OutboundQueue()
      #expect(queue.nextFrame(limit: limit) == nil)
      queue.append(flag: 0, message: [1, 2, 3])
      queue.append(flag: 1, message: [])
      queue.append(flag: 0, message: Array(10..<40))
      queue.finish(.endStream)
      var sent: [UInt8] = []
      var frameCount = 0
      while let frame = queue.nextFrame(limit: limit) {
        #expect(frame.byteCount <= limit)
        queue.take(frame.byteCount) { sent.append(contentsOf: $0) }
        frameCount += 1
        #expect(frame.isLast == queue.isEmpty)
        if frame.isLast { break }
      }
      #expect(sent == [0, 0, 0, 0, 3, 1, 2, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 30] + Array(10..<40))
      #expect(frameCount == (sent.count + limit - 1) / limit)
    }
  }

  /// A server session that is fed random bytes after a proper beginning neither traps nor grows.
  @Test func randomBytesNeverTrapTheSession() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let session = HTTP2Session(role: .server, settings: HTTP2Settings())
      var input = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let length = Int.random(in: 0...64, using: &generator)
        input += [0, 0, UInt8(length), UInt8.random(in: 0...10, using: &generator)]
        input += [UInt8.random(in: 0...255, using: &generator), 0, 0, 0]
        input.append(UInt8.random(in: 0...5, using: &generator))
        for _ in 0..<length { input.append(UInt8.random(in: 0...255, using: &generator)) }
      }
      var outputByteCount = 0
      session.onOutput = { outputByteCount += $0.count }
      for start in stride(from: 0, to: input.count, by: 37) {
        let piece = Array(input[start..<min(start + 37, input.count)])
        let problem = piece.withUnsafeBytes { bytes in
          var rest = bytes
          return session.receive(&rest)
        }
        if problem != nil { break }
        _ = session.produceOutput(while: { true })
      }
      #expect(session.streamCount <= 100, "seed \(seed)")
      #expect(outputByteCount < 10_000, "seed \(seed)")
    }
  }
}

/// SplitMix64, so that a failure can be repeated from its printed seed.
struct SeededGenerator: RandomNumberGenerator {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var value = seed
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
