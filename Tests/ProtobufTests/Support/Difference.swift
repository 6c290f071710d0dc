/// Where two encodings part, in a form short enough for a test's message; nil if they are equal.
func difference(_ first: [UInt8]?, _ second: [UInt8]?) -> String? {
  guard first != second else { return nil }
  guard let first, let second else { return first == nil ? "only the second" : "only the first" }
  let start = zip(first, second).prefix { $0 == $1 }.count
  return "from byte \(start): \(first.dropFirst(start).prefix(24)) of \(first.count), "
    + "\(second.dropFirst(start).prefix(24)) of \(second.count)"
}
