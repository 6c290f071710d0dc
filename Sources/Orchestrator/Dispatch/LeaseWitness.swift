/// Is told what the leases of a process are worth, as the process itself knows it: for audits from outside that no task
/// was in the hands of two.
///
/// It is called before the process acts on what it says, so its calls should be short. Ends are in milliseconds since
/// 1970-01-01 UTC, by the clock of the process.
package protocol LeaseWitness: Sendable {
  /// The task `id` was given to this process, under the task's epoch.
  func leaseBegan(id: Int, _ task: AgentTask, endMilliseconds: Int)

  /// A heartbeat has held the lease for longer.
  func leaseHeld(id: Int, epoch: Int, endMilliseconds: Int)

  /// The task is about to be given back undone: somebody else may have it at once.
  func leaseReturning(id: Int, epoch: Int)

  /// What became of the task was told to its run, and was recorded or came too late.
  func leaseSettled(id: Int, epoch: Int, isRecorded: Bool)
}
