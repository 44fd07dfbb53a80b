#include "large_pages.h"

#if defined(__linux__)
#include <fcntl.h>
#include <malloc.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
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

void heap_in_large_pages(size_t length) {
    const uintptr_t large = 2 << 20;
    if (length > INT_MAX / 2) length = INT_MAX / 2;
    // What is longer than the threshold lies outside of the heap; threads would have heaps of their own.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, (int)length);
    void *room = malloc(large);
    mallopt(M_TOP_PAD, 1 << 20);
    if (room == NULL) return;
    const uintptr_t start = ((uintptr_t)room + large - 1) & ~(large - 1), end = (uintptr_t)sbrk(0) & ~(large - 1);
    if (start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
    free(room);
}
#else
void heap_in_large_pages(size_t length) { (void)length; }
#endif
