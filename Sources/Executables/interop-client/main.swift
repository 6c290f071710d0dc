import Interop

await InteropClientProgram.main()
