import Glibc
import KithShell

// No closure stands here: it would be the main actor's, and to ask whether it runs there makes executors, a twentieth of a
// start.
exit(Kith.status(of: CommandLine.unsafeArgv, count: CommandLine.argc))
