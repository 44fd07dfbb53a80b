import CProcess
import Glibc
import KithShell

// No closure stands here: it would be the main actor's, and to ask whether it runs there makes executors, a twentieth
// of a start.
exit(Kith.status(of: process_arguments(), count: process_argument_count()))
