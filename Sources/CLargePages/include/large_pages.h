#ifndef LARGE_PAGES_H
#define LARGE_PAGES_H
// Nothing is to be called: the program's code is mapped in large pages before anything of it but the C library's runs.
#endif
