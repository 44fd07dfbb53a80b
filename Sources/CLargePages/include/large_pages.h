#ifndef LARGE_PAGES_H
#define LARGE_PAGES_H
#include <stddef.h>

// For the program's code nothing is to be called: it is mapped in large pages before anything of it but the C library's runs.

/// Has the kernel give the next so many bytes of the heap in pages of 2 MiB, as something is going to need them. What is allocated
/// from now on stays in one piece, in which what is freed is used again.
void heap_in_large_pages(size_t length);
#endif
