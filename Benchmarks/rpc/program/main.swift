import Glibc
import InteropMessages
import RPC
import Transport

/// Our side of the benchmark: the echo server, and a client that calls it as fast as it can.
///
/// usage: rpc-benchmark serve HOST:PORT LOOPS
///        rpc-benchmark call HOST:PORT CONCURRENCY CALLS
let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "serve" where arguments.count == 4:
  let configuration = ServerConfiguration(listen: arguments[2], loopCount: Int(arguments[3]))
  let server = Server(configuration: configuration, services: [EchoService()])
  let address = try await server.start()
  print("port \(address.port ?? 0)")
  fflush(nil)
  try await server.run()
case "call" where arguments.count == 5:
  let load = try UnaryLoad(target: arguments[2], concurrency: Int(arguments[3])!)
  let callCount = Int(arguments[4])!
  try await load.run(callCount: callCount / 10)
  let time = try await ContinuousClock().measure { try await load.run(callCount: callCount) }
  print(Double(callCount) / (time / .seconds(1)))
  await load.shutdown()
default:
  print("usage: rpc-benchmark serve HOST:PORT LOOPS | call HOST:PORT CONCURRENCY CALLS")
  exit(2)
}
