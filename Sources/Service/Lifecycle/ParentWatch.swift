internal import Glibc

/// Ends this process in order when the program that started it is gone, however that one ended.
///
/// The parent gives it a pipe as standard input and holds the writing end, which the kernel closes
/// even after kill -9. A pipe rather than PR_SET_PDEATHSIG: that signal comes when the *thread* that
/// started the process ends, and a thread pool ends its threads at will.
package enum ParentWatch {
  /// `--exit-with-parent`.
  package static let option = OptionSpec.flag(
    "exit-with-parent",
    help: "Stop, as at SIGTERM, when standard input ends: give a pipe that the starter holds open."
  ).perCall

  /// Reads standard input on a thread of its own until it ends, then sends this process SIGTERM.
  /// Install the handler of SIGTERM first.
  package static func install() throws(StartupError) {
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        ParentWatch.awaitEndOfInput()
        kill(getpid(), SIGTERM)
        return nil
      }, nil)
    guard status == 0 else {
      throw StartupError(
        "cannot start the thread of --exit-with-parent: \(String(cString: strerror(status)))")
    }
    pthread_detach(thread)
  }

  private static func awaitEndOfInput() {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 0 || (count < 0 && errno != EINTR) { return }
    }
  }
}
