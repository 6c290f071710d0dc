import FaultLedger
import Foundation
import Messages
import RPC
import TestSupport

/// All that is known of a run that stands still, for people to read.
extension Cluster {
  private static let lineCountMax = 20

  /// What each orchestrator says of the run, what the store holds of it and means to do about it, what holders knew of
  /// the leases of its tasks, and the lines of the orchestrators' logs that name it.
  func standing(of run: String, tenant: String) async -> String {
    var lines: [String] = []
    for (number, service) in orchestrators.enumerated() {
      do {
        let found = try await orchestrator(number).getRun(
          .init(tenantID: tenant, runID: run), options: CallOptions(timeout: .seconds(5)))
        let queues = try await agents(number).listAgents(
          .init(), options: CallOptions(timeout: .seconds(5)))
        lines.append("\(service.name) says: \(found.run?.state ?? .unspecified)")
        lines += queues.agents.filter { $0.name == "word" }.map {
          "agent \($0.name): \($0.waitingTasks) wait, \($0.leasedTasks) are leased, \($0.deadTasks) are dead"
        }
      } catch {
        lines.append("\(service.name) does not answer: \(error)")
      }
    }
    let rows = stored(of: run)
    lines += rows.lines
    lines += leaseNotes(of: rows.tasks)
    for service in orchestrators {
      lines += service.logLines(naming: run).suffix(Self.lineCountMax).map {
        "\(service.name): \($0)"
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Rows about the run, times from now in milliseconds, and the numbers of its tasks.
  private func stored(of run: String) -> (lines: [String], tasks: Set<Int>) {
    guard let postgres else { return ([], []) }
    let script = """
      SET search_path = apus_orchestrator;
      WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
      ours AS (SELECT * FROM tasks WHERE position(convert_to('\(run)', 'UTF8') IN payload) > 0)
      SELECT 'run ' || (to_jsonb(r) - 'content')::text FROM runs r WHERE id = '\(run)'
      UNION ALL SELECT concat_ws(' ', 'event', version, kind, recorded_at_ms - now)
        FROM (SELECT * FROM events WHERE stream = '\(run)' ORDER BY version DESC LIMIT 12) e, clock
      UNION ALL SELECT 'task ' || id || ' ' || (jsonb_build_object('queue', queue, 'state', state,
        'from now', state_ms - now, 'due', due_ms - now, 'leased', leased_ms - now, 'epoch', epoch,
        'attempt', attempt, 'worker', worker, 'payload', convert_from(payload, 'UTF8')))::text
        FROM ours, clock
      UNION ALL SELECT 'attempt ' || to_jsonb(a)::text FROM task_attempts a
        WHERE task_id IN (SELECT id FROM ours)
      UNION ALL SELECT concat_ws(' ', 'timer', kind, name, due_ms - now, set_ms - now)
        FROM timers, clock WHERE position('\(run)' IN name) > 0
      UNION ALL SELECT 'wait ' || to_jsonb(w)::text FROM run_waits w WHERE run = '\(run)'
      UNION ALL SELECT 'queue ' || to_jsonb(q)::text FROM task_queues q
      UNION ALL SELECT 'lane ' || to_jsonb(l)::text FROM task_lanes l
      """
    do {
      let lines = try postgres.psql(script).split(separator: "\n").map(String.init)
      let tasks = lines.filter { $0.hasPrefix("task ") }
        .compactMap { Int($0.dropFirst(5).prefix(while: \.isNumber)) }
      return (lines, Set(tasks))
    } catch {
      return (["the store does not say what it holds: \(error)"], [])
    }
  }

  private func leaseNotes(of tasks: Set<Int>) -> [String] {
    let notes = try? LeaseJournal(folder.file("leases")).notes()
    guard let notes else { return ["the journal of leases cannot be read"] }
    let now = SteadyClock.now
    return notes.filter { tasks.contains($0.task) && $0.kind != .opened }
      .suffix(Self.lineCountMax).map { note in
        "lease of task \(note.task), epoch \(note.epoch): \(note.kind.rawValue) by \(note.process) "
          + "\((now - note.time) / 1_000) ms ago"
          + (note.end == 0 ? "" : ", until \((note.end - now) / 1_000) ms from now")
      }
  }
}
