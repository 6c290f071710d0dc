internal import Glibc

/// Where a command writes: results to standard output, the rest to standard error. Colours appear on
/// a terminal only, and never when NO_COLOR is set. For programs (`--json`) notes and errors are JSON
/// too, one object a line.
struct Console: Sendable {
  enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  /// Whether results are written as JSON.
  let wantsJSON: Bool
  private let isTerminal: Bool
  private let hasColours: Bool
  private let errorHasColours: Bool

  init(environment: [String: String], wantsJSON: Bool) {
    self.wantsJSON = wantsJSON
    let wantsColours = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    isTerminal = isatty(STDOUT_FILENO) == 1
    hasColours = wantsColours && isTerminal
    errorHasColours = wantsColours && isatty(STDERR_FILENO) == 1
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  func write(_ text: String) { Self.write(text, to: STDOUT_FILENO) }

  func line(_ text: String = "") { write(text + "\n") }

  func line(_ json: JSONValue) { write(json.text + "\n") }

  /// A note beside the result, on standard error.
  func note(_ text: String) {
    let line = wantsJSON ? JSONValue.fields(["note": .string(text)]).text : text
    Self.write(line + "\n", to: STDERR_FILENO)
  }

  /// An error, on standard error; programs tell errors apart by their `code`.
  func complain(_ text: String, code: String) {
    if wantsJSON {
      let error = JSONValue.fields(["code": .string(code), "message": .string(text)])
      return Self.write(JSONValue.fields(["error": error]).text + "\n", to: STDERR_FILENO)
    }
    let name = errorHasColours ? "\u{1B}[31mapus:\u{1B}[0m" : "apus:"
    Self.write("\(name) \(text)\n", to: STDERR_FILENO)
  }

  /// A line that the next one replaces; nothing where there is no terminal.
  func progress(_ text: String) {
    if isTerminal && !wantsJSON { write("\r\u{1B}[K" + text) }
  }

  func endProgress() {
    if isTerminal && !wantsJSON { write("\r\u{1B}[K") }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.write(
          descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
        if count < 0 && errno == EINTR { continue }
        // Nobody reads any more, as in `apus runs list | head`; there is nothing left to do.
        if count < 0 { exit(errno == EPIPE ? 0 : 1) }
        offset += count
      }
    }
  }
}
