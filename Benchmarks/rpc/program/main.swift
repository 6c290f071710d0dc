import Glibc
import Interop
import InteropMessages
import RPC
import Transport

/// Our side of the benchmark: the echo server, and a client that calls it as fast as it can.
///
/// usage: rpc-benchmark serve HOST:PORT LOOPS
///        rpc-benchmark call HOST:PORT CONCURRENCY CALLS
///        rpc-benchmark replica HOST:PORT FACTOR
///        rpc-benchmark spread TARGET CALLS_PER_SECOND SECONDS plain|hedged requests|latency
func serve(_ address: String, loopCount: Int?, _ service: any RPCService) async throws {
  let configuration = ServerConfiguration(listen: address, loopCount: loopCount)
  let server = Server(configuration: configuration, services: [service])
  let bound = try await server.start()
  print("port \(bound.port ?? 0)")
  fflush(nil)
  try await server.run()
}

func call(_ target: String, concurrency: Int, callCount: Int) async throws {
  let load = try UnaryLoad(target: target, concurrency: concurrency)
  try await load.run(callCount: callCount / 10)
  let time = try await ContinuousClock().measure { try await load.run(callCount: callCount) }
  print(Double(callCount) / (time / .seconds(1)))
  await load.shutdown()
}

let arguments = CommandLine.arguments
// The main thread only waits: an asynchronous main would end it, which valgrind does not survive.
Task.detached {
  switch (arguments.dropFirst().first, arguments.count) {
  case ("serve", 4): try await serve(arguments[2], loopCount: Int(arguments[3]), EchoService())
  case ("replica", 4):
    try await serve(
      arguments[2], loopCount: 1, PacedEchoService(factor: Int(arguments[3]) ?? 1))
  case ("spread", 7):
    let load = try ReplicaLoad(
      target: arguments[2], policy: arguments[6] == "latency" ? .leastLatency : .leastRequest,
      hedges: arguments[5] == "hedged")
    try await load.run(
      perSecond: Double(arguments[3]) ?? 1, seconds: Double(arguments[4]) ?? 1)
  case ("call", 5):
    try await call(
      arguments[2], concurrency: Int(arguments[3]) ?? 1, callCount: Int(arguments[4]) ?? 1)
  default:
    print(
      "usage: rpc-benchmark serve HOST:PORT LOOPS | call HOST:PORT CONCURRENCY CALLS"
        + " | replica HOST:PORT FACTOR | spread TARGET CALLS_PER_SECOND SECONDS plain|hedged requests|latency"
    )
    exit(2)
  }
  exit(0)
}
while true { pause() }
