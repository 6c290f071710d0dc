import Codegen
import Foundation

// protoc runs this with a request on standard input: `protoc --apus_out=visibility=public:DIRECTORY`.
do {
  let request = try FileHandle.standardInput.readToEnd() ?? Data()
  let response = try Plugin.run(request: [UInt8](request))
  try FileHandle.standardOutput.write(contentsOf: Data(response))
} catch {
  let message = "protoc-gen-apus: the request on standard input cannot be read: \(error)\n"
  FileHandle.standardError.write(Data(message.utf8))
  exit(1)
}
