import Fuzzing
import Glibc

// libFuzzer's entry points. It brings its own `main`, so that this is built only for `make fuzz`.

/// The target that the environment names in APUS_FUZZER.
private let target: FuzzTarget = {
  let name = getenv("APUS_FUZZER").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("APUS_FUZZER is '\(name)'; it must be one of \(known)")
  }
  return target
}()

/// Runs one input; libFuzzer keeps the input that traps here.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ byteCount: Int) -> CInt {
  do throws(BrokenProperty) {
    try target.run(UnsafeRawBufferPointer(start: start, count: byteCount))
  } catch {
    fatalError("\(target.rawValue): \(error)")
  }
  return 0
}
