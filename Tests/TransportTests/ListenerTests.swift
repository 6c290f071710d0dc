import Glibc
import TestSupport
import Testing

import Transport

@Suite struct ListenerTests {
  @Test func aPortInUseIsToldWithTheRemedy() async throws {
    let first = try TestServer()
    let error = #expect(throws: ListenError.self) { try TestServer(address: first.address) }
    #expect(
      "\(error!)" == "cannot listen on \(first.address): Address already in use; another process "
        + "has it: stop that process, or give another address (port 0 picks a free one)")
    first.listener.close()
  }

  @Test func aClosedPortIsFreeAtOnce() async throws {
    let first = try TestServer()
    let client = try await connect(to: first.address)
    await client.send("x")
    try await eventually { client.text == "x" }
    let address = first.address
    first.listener.close()
    try await eventually {
      (try? TestServer(address: address))?.listener.close() != nil
    }
  }

  @Test func everyLoopGetsConnections() async throws {
    let server = try TestServer()
    var clients: [Peer] = []
    for _ in 0..<64 { clients.append(try await connect(to: server.address)) }
    try await eventually { server.accepted.count == 64 }
    let loops = Set(server.accepted.map { ObjectIdentifier($0.stream.loop) })
    #expect(loops.count == TestLoops.group.loops.count)
    #expect(server.listener.openConnectionCount == 64)
    for client in clients { await client.onLoop { $0.close() } }
    try await eventually { server.listener.openConnectionCount == 0 }
    server.listener.close()
  }

  @Test func connectionsBeyondTheLimitAreRefusedAndCounted() async throws {
    let refusals = Shared(0)
    var configuration = ListenerConfiguration()
    configuration.connectionCountMax = 2
    configuration.onRefused = { _, reason in
      if case .tooManyConnections = reason { refusals.withLock { $0 += 1 } }
    }
    let server = try TestServer(configuration: configuration)
    let first = try await connect(to: server.address)
    let second = try await connect(to: server.address)
    try await eventually { server.accepted.count == 2 }
    let third = try await connect(to: server.address)
    try await eventually { third.reason != nil }
    #expect(refusals.withLock { $0 } == 1)
    await first.onLoop { $0.close() }
    try await eventually { server.listener.openConnectionCount == 1 }
    let fourth = try await connect(to: server.address)
    await fourth.send("room again")
    try await eventually { fourth.text == "room again" }
    await second.onLoop { $0.close() }
    server.listener.close()
  }

  @Test func aStaleSocketFileIsReplacedAndALiveOneIsNot() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/a.sock"
      // A socket file that nobody listens on, as a killed process leaves it.
      let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(stale, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(status == 0)
      close(stale)
      let server = try TestServer(address: .unix(path: path))
      #expect(throws: ListenError.self) { try TestServer(address: .unix(path: path)) }
      let client = try await connect(to: .unix(path: path))
      await client.send("alive")
      try await eventually { client.text == "alive" }
      server.listener.close()
      try await eventually { access(path, F_OK) != 0 }
    }
  }

  @Test func badAddressesAreExplained() {
    let cases = [
      ("1.2.3.4", "it has no port"), ("1.2.3.4:", "'' is not a port between 0 and 65535"),
      ("1.2.3.4:65536", "'65536' is not a port between 0 and 65535"),
      ("1.2.3.4:+1", "'+1' is not a port between 0 and 65535"),
      ("::1:80", "an IPv6 address needs brackets"),
      ("example.org:80", "'example.org' is not a numeric IP address"),
      ("unix:", "the socket path is empty or holds a zero byte"),
      (
        "unix:/" + String(repeating: "x", count: 107),
        "the socket path has 108 bytes; at most 107 fit"
      ),
    ]
    for (text, problem) in cases {
      let error = #expect(throws: AddressError.self) { try SocketAddress(parsing: text) }
      #expect(error?.problem == problem)
    }
  }

  @Test func addressesReadBackWhatTheyPrint() throws {
    for text in ["127.0.0.1:80", "[::1]:443", "unix:/run/a.sock"] {
      #expect("\(try SocketAddress(parsing: text))" == text)
    }
    #expect(try SocketAddress(parsing: ":8080") == .ipv4(host: "0.0.0.0", port: 8080))
    #expect(try SocketAddress(parsing: "localhost:1") == .ipv4(host: "127.0.0.1", port: 1))
    #expect(try SocketAddress(parsing: "unix:///a") == .unix(path: "/a"))
  }

  @Test func namesAreResolvedOffTheLoops() async throws {
    let addresses = try await Resolver.resolve(host: "localhost", port: 7)
    #expect(addresses.contains { $0.port == 7 })
    #expect(try await Resolver.resolve(host: "::1", port: 8) == [.ipv6(host: "::1", port: 8)])
    let error = await #expect(throws: ResolutionError.self) {
      try await Resolver.resolve(host: "no-such-host.invalid", port: 1)
    }
    #expect(error?.host == "no-such-host.invalid")
  }
}

@Suite struct ConnectorTests {
  @Test func aRefusedConnectionNamesTheAddress() async throws {
    let server = try TestServer()
    let address = server.address
    server.listener.close()
    let error = await #expect(throws: ConnectError.self) {
      while true {
        do {
          let stream = try await Connector.connect(
            address: address, loop: TestLoops.group.next(), timeout: .seconds(60))
          stream.loop.execute { stream.close() }
        } catch let error as ConnectError where "\(error)".hasSuffix("reset by peer") {
          // It was in the queue of the listener as that closed.
        }
      }
    }
    #expect("\(error!)" == "cannot connect to \(address): Connection refused")
  }

  @Test func aMissingSocketPathIsAnError() async throws {
    let error = await #expect(throws: ConnectError.self) {
      try await connect(to: .unix(path: "/tmp/apus-nobody-\(UInt64.random(in: 0..<UInt64.max))"))
    }
    #expect("\(error!)".hasSuffix("No such file or directory"))
  }

  @Test func aCancelledAttemptEndsAtOnce() async throws {
    // A TLS handshake with a server that never answers.
    let server = try TestServer { _ in }
    let context = try TLSClientContext(TLSClientConfiguration())
    let address = server.address
    let task = Task {
      try await Connector.connect(
        address: address, loop: TestLoops.group.next(), tls: context, timeout: .seconds(3600))
    }
    _ = try await server.firstPeer()
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    server.listener.close()
  }

  @Test func aSilentServerRunsIntoTheTimeout() async throws {
    let server = try TestServer { _ in }
    let context = try TLSClientContext(TLSClientConfiguration())
    let error = await #expect(throws: ConnectError.self) {
      try await connect(to: server.address, tls: context, timeout: .milliseconds(50))
    }
    #expect("\(error!)".contains("no handshake within"))
    server.listener.close()
  }
}
