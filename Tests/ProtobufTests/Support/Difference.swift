/// Where Python's answer and an encoding part, in a form short enough for a test's message; nil if they
/// are equal.
func difference(_ answer: PythonPeer.Answer, _ second: [UInt8]) -> String? {
  guard case .message(let first) = answer else { return "\(answer)" }
  guard first != second else { return nil }
  let start = zip(first, second).prefix { $0 == $1 }.count
  return "from byte \(start): \(first.dropFirst(start).prefix(24)) of \(first.count), "
    + "\(second.dropFirst(start).prefix(24)) of \(second.count)"
}
