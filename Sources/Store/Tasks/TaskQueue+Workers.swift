/// Which labels workers came with lately, so that it can be said why a task waits.
extension TaskQueue {
  /// For how long a worker that asked for tasks counts as being there.
  package static let workerRetentionMilliseconds = 60_000
  /// How often it is written down that a worker is there.
  static let workerNoteMilliseconds = 10_000
  /// How many different sets of labels are remembered for each queue.
  private static let workerSetCountMax = 256

  static func noteWorker(
    _ labels: TaskLabels, in queue: String, now: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO task_workers (queue, labels, seen_ms) VALUES (?, ?, ?)
      ON CONFLICT (queue, labels) DO UPDATE SET seen_ms = excluded.seen_ms
      """, [.text(queue), .text(labels.description), .int(now)])
    try connection.execute(
      "DELETE FROM task_workers WHERE queue = ? AND seen_ms <= ?",
      [.text(queue), .int(now - workerRetentionMilliseconds)])
    try connection.execute(
      """
      DELETE FROM task_workers WHERE queue = ?1 AND labels IN (
        SELECT labels FROM task_workers WHERE queue = ?1 ORDER BY seen_ms DESC LIMIT ?2 OFFSET ?3)
      """, [.text(queue), .int(workerSetCountMax), .int(workerSetCountMax)])
  }

  /// The labels of the workers that asked for tasks lately.
  static func workers(
    of queue: String, now: Int, on connection: borrowing SQLConnection
  ) throws -> [TaskLabels] {
    try connection.query(
      "SELECT labels FROM task_workers WHERE queue = ? AND seen_ms > ? ORDER BY seen_ms DESC LIMIT ?",
      [.text(queue), .int(now - workerRetentionMilliseconds), .int(workerSetCountMax)]
    ) { TaskLabels(text: $0.text(0)) }
  }
}
