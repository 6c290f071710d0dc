import Foundation
import TestSupport
import Testing

/// What the documentation tells people to type, typed as it stands: one installation is given keys, used, erased from, moved to
/// PostgreSQL, backed up and restored.
@Suite(.timeLimit(.minutes(10))) struct GuideTests {
  private struct Page {
    let path: String
    /// Its blocks of shell commands, in order.
    let blocks: [String]

    init(_ path: String, replacing replacements: [(Regex<Substring>, String)] = []) throws {
      self.path = path
      let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      var text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      for (pattern, value) in replacements {
        try #require(text.firstMatch(of: pattern) != nil, "\(path) no longer says \(value)'s place")
        text.replace(pattern, with: value)
      }
      blocks = text.matches(of: /(?ms)^```sh\n(.*?)^```/).map { String($0.1) }
      try #require(!blocks.isEmpty, "\(path) has no commands")
    }

    /// All of them, each named as it is begun, so that a failure has a place.
    var script: String {
      blocks.enumerated().map { "echo '== \(path), block \($0 + 1)'\n\($1)" }.joined()
    }
  }

  /// `apus up` serves behind the script, which goes on when it is ready; `stop` ends it.
  private static let beginning = #"""
    set -eu
    exec 3<&0
    apus() {
      if [ "$1" != up ]; then
        command apus "$@"
        return
      fi
      shift
      command apus up --exit-with-parent "$@" <&3 >>up.log 2>&1 &
      up=$!
      tries=0
      until command apus status >status.log 2>&1; do
        kill -0 "$up" || { cat up.log; exit 1; }
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] || { cat status.log; exit 1; }
        sleep 0.1
      done
    }
    stop() {
      kill -TERM "$up"
      wait "$up" || { cat up.log; exit 1; }
    }

    """#

  @Test("Keys, memory, erasure, PostgreSQL and backups: the pages' commands do what the pages say")
  func pages() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try PostgresServer()
    for name in ["etc", "backups"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    let (keys, backups) = (folder.url.path + "/etc", folder.url.path + "/backups")
    let script =
      try Self.beginning
      + Page("docs/operating/keys.md", replacing: [(/\/etc\/apus/, keys)]).script
      + Page("docs/concepts/memory.md").script
      + Page("docs/operating/erasure.md").script + """
        test "$(apus memory export --person ada 2>export.log | wc -l)" = 2
        apus sessions create kept
        apus agents pause search
        apus agents list | grep 'search .*paused'
        apus agents resume search
        apus agents list | grep -c paused && exit 1
        apus agents pause nobody 2>&1 | grep "no agent 'nobody'"
        apus queue dead search | grep 'no task of it is dead'
        apus queue redrive search | grep '^0 tasks wait again'
        apus queue remove search 1 2>&1 | grep "task 1 is no dead task of agent 'search'"
        stop
        (

        """
      + Page(
        "docs/operating/postgresql.md",
        replacing: [(/postgres:\/\/apus@db\.internal[^']*/, server.url)]
      ).script + """
        apus up
        apus sessions list | grep kept
        stop
        )
        # Known here and not exported, so that commands which do not name it use files.
        APUS_STORE='\(server.url)'
        # The end of this second, once all of it is archived of both, which archive each at its own time.
        covered() {
          command apus backup list --backups '\(backups)' --json |
            sed -n 's/.*"'"$1"'","any.*any_moment_to_ms":\\([0-9]*\\).*/\\1/p' | tail -n 1
        }
        archived() {
          now="$(date +%s)999"
          for name in memory orchestrator; do
            to=0
            until [ "${to:-0}" -gt "$now" ]; do
              sleep 0.1
              to=$(covered "$name")
            done
          done
          echo "$now"
        }

        """
      + Page(
        "docs/operating/backup.md",
        replacing: [
          (/\/mnt\/backups/, backups), (/--at \S+(?=\n)/, "--at $(date +%s)999"),
          (/--data moment --at .*/, "--data moment --at $(archived)"),
        ]
      ).script + """
        stop
        for folder in new then moment; do test -s "$folder/memory.db"; done
        apus audit verify --data new
        apus audit verify --service memory --data new | grep '^head [1-9]'
        apus audit verify --data moment
        rm -r .apus
        mv moment .apus
        apus up
        apus sessions list | grep kept
        apus sessions list | grep later
        stop
        echo '== done'

        """
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("APUS_") && !name.hasPrefix("PG") || name == "APUS_MODELS"
    }
    environment["PATH"] = Executable.folder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["APUS_PORTS"] = "auto"
    let output = try OutputFile(folder.url.appending(path: "output.txt"))
    let shell = try ChildProcess(
      "/bin/sh", ["-c", "cd '\(folder.url.path)'\n" + script], environment: environment,
      input: .open, output: output.url.path)
    let status = try await shell.waitForExit()
    #expect(status == 0 && output.text.hasSuffix("== done\n"), "\(output.text)")
  }
}
