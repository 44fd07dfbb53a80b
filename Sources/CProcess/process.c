#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

static int argument_count;
static char *none, **arguments = &none;

char **process_arguments(void) { return arguments; }

int process_argument_count(void) { return argument_count; }

/// Opens standard input, output and error where whoever started the program closed them. The next file that is opened would take
/// the place of one: the network's own would be written over with an answer.
static void open_standard_descriptors(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor += 1) {
        if (fcntl(descriptor, F_GETFD) >= 0) continue;
        // The lowest free number is given, and those below are taken. Where there is no /dev/null, a folder can be neither read nor
        // written either.
        if (open("/dev/null", O_RDWR) < 0) open("/", O_RDONLY | O_DIRECTORY);
    }
}

/// Keeps the Swift runtime from printing what is in memory when the program traps. By the variable, where this runs before its
/// handlers are set up: then it also does not look for the program that prints, for which a static one without /proc would abort.
/// By taking the handlers away, where the runtime is a library of its own, and was first.
static void trap_silently(void) {
    setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/none", 1);
    static const int signals[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    for (unsigned index = 0; index < sizeof signals / sizeof *signals; index += 1) {
        struct sigaction action;
        if (sigaction(signals[index], NULL, &action) == 0 && action.sa_handler != SIG_IGN) signal(signals[index], SIG_DFL);
    }
}

static void go_on(int signal) { (void)signal; }

/// Runs before every other constructor of the program. The C library hands over what it hands to `main`.
__attribute__((constructor(101))) static void prepare_process(int count, char **words) {
    argument_count = count;
    arguments = words;
    open_standard_descriptors();
    trap_silently();
    // A file that would grow too large is to be an error of the write. Unlike a signal that is ignored, one that is handled is as it
    // was in the programs that this one starts.
    signal(SIGXFSZ, go_on);
}
