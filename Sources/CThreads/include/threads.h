#ifndef THREADS_H
#define THREADS_H
#include <pthread.h>

/// Has a thread of these attributes begin on another processor than this one, where there is another that it may run on.
///
/// The kernel would have it begin here, and take some milliseconds to find that the other one has nothing to do.
void begin_elsewhere(pthread_attr_t *attributes);
#endif
