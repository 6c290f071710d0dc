import Compute

/// A row of the batch by address.
struct RowPlan {
  let cache: KVStorage
  let token: Int
  let position: Int
  /// Which row of the batch this is.
  let batchRow: Int
}

/// Neighbouring rows at consecutive positions of one sequence: they share the keys and values that
/// attention reads.
struct RowRun {
  let firstRow: Int
  var rowCount: Int
}

/// Rows that go through a layer together: all of a batch, or those whose logits are wanted.
/// A view; the workspace owns the memory.
struct PassRows {
  let plans: UnsafeMutablePointer<RowPlan>
  let runs: UnsafeMutablePointer<RowRun>
  private(set) var count = 0
  private(set) var runCount = 0
  /// Blocks of positions that the longest sequence has here.
  private(set) var blockCount = 0

  init(plans: UnsafeMutablePointer<RowPlan>, runs: UnsafeMutablePointer<RowRun>) {
    self.plans = plans
    self.runs = runs
  }

  /// Adds a row; it joins the run of the row before where it continues it and the run has fewer than
  /// `runRowCountMax` rows.
  mutating func append(_ row: RowPlan, runRowCountMax: Int) {
    (plans + count).initialize(to: row)
    let continues =
      count > 0 && plans[count - 1].cache.table == row.cache.table
      && plans[count - 1].position + 1 == row.position
    if continues, runs[runCount - 1].rowCount < runRowCountMax {
      runs[runCount - 1].rowCount += 1
    } else {
      (runs + runCount).initialize(to: RowRun(firstRow: count, rowCount: 1))
      runCount += 1
    }
    count += 1
    blockCount = max(blockCount, Attention.blockCount(keyCount: row.position + 1))
  }
}
