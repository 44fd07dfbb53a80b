import Glibc
import KithShell

exit(Kith.status())
