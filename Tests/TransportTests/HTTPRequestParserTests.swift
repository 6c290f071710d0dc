import Testing

import Transport

@Suite struct HTTPRequestParserTests {
  private let peer = SocketAddress.ipv4(host: "127.0.0.1", port: 9)

  /// Offers `text` in pieces that end at `cuts`; returns the requests, or what was refused.
  private func parse(
    _ text: String, cuts: [Int] = [], limits: HTTPLimits = HTTPLimits()
  ) -> (requests: [HTTPRequest], refusal: Int?, keepAlive: Bool) {
    let parser = HTTPRequestParser(limits: limits)
    var requests: [HTTPRequest] = []
    var keepAlive = false
    let bytes = Array(text.utf8)
    let ends = cuts.filter { $0 > 0 && $0 < bytes.count } + [bytes.count]
    var start = 0
    for end in ends {
      var piece = Array(bytes[start..<end])
      start = end
      while !piece.isEmpty {
        switch piece.withUnsafeBytes({ parser.offer($0) }) {
        case .needsMore: piece = []
        case .complete(let consumed):
          keepAlive = parser.shouldKeepAlive
          requests.append(parser.takeRequest(from: peer))
          piece.removeFirst(consumed)
        case .refuse(let status, _): return (requests, status, false)
        }
      }
    }
    return (requests, nil, keepAlive)
  }

  private func describe(_ request: HTTPRequest) -> String {
    let headers = request.headers.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
    let body = String(decoding: request.body, as: UTF8.self)
    return "\(request.method) \(request.path) \(request.query) \(headers) \(body)"
  }

  private let twoRequests =
    "POST /a/b?x=1&y=%20 HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nContent-Length: 5\r\n\r\nhello"
    + "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    + "3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n"

  @Test func readsPipelinedRequests() {
    let (requests, refusal, keepAlive) = parse(twoRequests)
    #expect(refusal == nil)
    #expect(keepAlive)
    #expect(
      requests.map(describe) == [
        "POST /a/b x=1&y=%20 host=h;x-empty=;content-length=5 hello",
        "POST /c  host=h;transfer-encoding=chunked;trailer=t abcdefg",
      ])
    #expect(requests[0].header("host") == "h")
  }

  @Test func everySplitReadsTheSame() {
    let whole = parse(twoRequests).requests.map(describe)
    for cut in 1..<twoRequests.utf8.count {
      #expect(parse(twoRequests, cuts: [cut]).requests.map(describe) == whole, "cut at \(cut)")
    }
    let bytewise = Array(1..<twoRequests.utf8.count)
    #expect(parse(twoRequests, cuts: bytewise).requests.map(describe) == whole)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost : h\r\n\r\n", "\u{1}\u{2}\u{3}\u{4}",
    "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ])
  func malformedAndSmugglingRequestsAreRefused(text: String) {
    #expect(parse(text).refusal == 400)
  }

  @Test func otherVersionsAreRefused() {
    #expect(parse("GET / HTTP/9.9\r\n\r\n").refusal == 505)
  }

  @Test func limitsAreEnforced() {
    var limits = HTTPLimits()
    limits.targetByteCountMax = 16
    limits.headerByteCountMax = 64
    limits.headerCountMax = 3
    limits.bodyByteCountMax = 8
    func status(_ text: String) -> Int? { parse(text, limits: limits).refusal }
    #expect(status("GET /123456789012345 HTTP/1.1\r\n\r\n") == nil)
    #expect(status("GET /1234567890123456 HTTP/1.1\r\n\r\n") == 414)
    let long = String(repeating: "v", count: 62)
    #expect(status("GET / HTTP/1.1\r\na: \(long)\r\n\r\n") == nil)
    #expect(status("GET / HTTP/1.1\r\na: \(long)vv\r\n\r\n") == 431)
    #expect(status("GET / HTTP/1.1\r\na: 1\r\nb: 2\r\nc: 3\r\n\r\n") == nil)
    #expect(status("GET / HTTP/1.1\r\na: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\n\r\n") == 431)
    #expect(status("POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\n12345678") == nil)
    #expect(status("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n") == 413)
    let chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(status(chunked + "5\r\n12345\r\n3\r\n678\r\n0\r\n\r\n") == nil)
    #expect(status(chunked + "5\r\n12345\r\n4\r\n6789\r\n") == 413)
  }

  @Test func randomBytesNeverCrash() {
    let seed = UInt64.random(in: 0..<UInt64.max)
    var generator = SplitMix64(state: seed)
    let valid = Array(twoRequests.utf8)
    for round in 0..<2000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      let cut = Int.random(in: 0..<bytes.count, using: &generator)
      let text = String(decoding: bytes, as: UTF8.self)
      let (requests, _, _) = parse(text, cuts: [cut])
      #expect(requests.count <= 64, "seed \(seed), round \(round)")
    }
  }
}

/// A small seeded generator, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
