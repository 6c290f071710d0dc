#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdint.h>

/* From now on the allocations of the calling thread are the ones that are counted. */
void allocation_count_follow_this_thread(void);

/* Calls of malloc and its kin on that thread since its start; from any thread. */
uint64_t allocation_count(void);

#endif
