#ifndef KITH_PROCESS_H
#define KITH_PROCESS_H

/// The words that the program was started with, its own name first: as the system handed them over. Swift reads them from /proc,
/// and finds none where there is no such folder.
char *_Nullable *_Nonnull process_arguments(void);

/// How many there are, its own name among them.
int process_argument_count(void);

#endif
