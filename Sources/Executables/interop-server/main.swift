import Interop

await InteropServerProgram.main()
