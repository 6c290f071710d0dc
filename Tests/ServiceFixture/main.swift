// A service that echoes, for tests of what every service has.
import Glibc
import RPCFixture
import Service
import Transport

await ServiceRunner.main(
  name: "fixture", defaultPort: 0,
  options: [
    .flag("fail-background", help: "Let background work fail at once."),
    .flag("block-readiness", help: "Stay unready."),
    .flag("hang-start", help: "Never finish starting."),
    .flag("hang-drain", help: "Never finish draining."),
    .flag("make-file", help: "Create the file 'made' in the data directory, for anybody to read."),
  ]
) { environment in
  if environment.options.flag("block-readiness") {
    environment.readiness.block("model", "loading")
  }
  if environment.options.flag("hang-start") {
    try await environment.loops.next().sleep(for: .seconds(3600))
  }
  if environment.options.flag("make-file") {
    // As SQLite does: it leaves the mode to the process's mask.
    close(open(try environment.dataDirectory + "/made", O_WRONLY | O_CREAT | O_CLOEXEC, 0o666))
  }
  let hangs = environment.options.flag("hang-drain")
  let fails = environment.options.flag("fail-background")
  return ServiceParts(
    services: [EchoService()],
    background: [
      {
        if fails { throw StartupError("the background work of the fixture failed, as told") }
        try await environment.loops.next().sleep(for: .seconds(3600))
      }
    ],
    onDrain: {
      environment.logger.info("parts drained")
      if hangs { try? await environment.loops.next().sleep(for: .seconds(3600)) }
    },
    onStop: { environment.logger.info("parts stopped") })
}
