#include "large_pages.h"

#if defined(__linux__)
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

extern const char __executable_start[], etext[];

/// Forgets what of the program the kernel has read in small pages on the way here, when it had to ask the disk: it reads that anew.
static void read_anew(off_t start, off_t length) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0 || usage.ru_majflt == 0) return;
    const int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    posix_fadvise(file, start, length, POSIX_FADV_DONTNEED);
    close(file);
}

/// Has the kernel read what a start runs in two pieces of 2 MiB when it is not in memory, and map these whole: there are a quarter
/// fewer page faults, and the processor looks up fewer addresses. The linker lays it behind the piece in which this stands
/// (`scripts/order`), of which too much has run by now. Where the kernel has no such pages, nothing is lost.
__attribute__((constructor(101))) static void map_in_large_pages(void) {
    const uintptr_t large = 2 << 20, start = ((uintptr_t)map_in_large_pages | (large - 1)) + 1, end = start + 2 * large;
    if (end > (uintptr_t)etext || madvise((void *)start, end - start, MADV_HUGEPAGE) != 0) return;
    read_anew((off_t)(start - (uintptr_t)__executable_start), (off_t)(end - start));
}
#endif
