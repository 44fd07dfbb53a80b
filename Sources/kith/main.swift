import Glibc
import KithShell

exit(Kith.status(of: Array(CommandLine.arguments.dropFirst())))
