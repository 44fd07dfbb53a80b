#define _GNU_SOURCE
#include "threads.h"

#if defined(__linux__)
#include <sched.h>

void begin_elsewhere(pthread_attr_t *attributes) {
    cpu_set_t processors;
    const int here = sched_getcpu();
    if (here < 0 || here >= CPU_SETSIZE || sched_getaffinity(0, sizeof processors, &processors) != 0) return;
    CPU_CLR(here, &processors);
    if (CPU_COUNT(&processors) > 0) pthread_attr_setaffinity_np(attributes, sizeof processors, &processors);
}
#else
void begin_elsewhere(pthread_attr_t *attributes) { (void)attributes; }
#endif
