internal import Foundation

/// A port of 127.0.0.1 for a server that comes later, or comes back: nobody has it, and it lies outside of the range from
/// which the system gives ports to connections, so that nobody is given it meanwhile.
public func freePort() throws -> Int {
  for _ in 0..<1_000 {
    let port = Int.random(in: 20_000..<32_000)
    if (try? TakenPort(port, listening: false)) != nil { return port }
  }
  throw POSIXError(.EADDRINUSE)
}
