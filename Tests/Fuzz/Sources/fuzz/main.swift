import Glibc

// Hands libFuzzer, which takes the arguments, what is to be fed: $FUZZ_TARGET is Language, Journal or Snapshot.
// libFuzzer starts itself again with arguments of its own, so that cannot be one of them.

@_silgen_name("LLVMFuzzerRunDriver")
func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
switch getenv("FUZZ_TARGET").map({ String(cString: $0) }) {
case "Language":
  _ = run(&count, &arguments) {
    feedLanguage(bytes($0, $1))
    return 0
  }
case "Journal":
  _ = run(&count, &arguments) {
    feedJournal(bytes($0, $1))
    return 0
  }
case "Snapshot":
  _ = run(&count, &arguments) {
    feedSnapshot(bytes($0, $1))
    return 0
  }
default: print("$FUZZ_TARGET is Language, Journal or Snapshot")
}
