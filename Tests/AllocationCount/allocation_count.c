/* Takes the place of malloc and its kin in the program that links it, and counts them by thread. */
#define _GNU_SOURCE
#include "allocation_count.h"

#include <errno.h>
#include <stddef.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static __thread uint64_t own_count;
static uint64_t nobody;
static uint64_t *followed = &nobody;

void allocation_count_follow_this_thread(void) {
  __atomic_store_n(&followed, &own_count, __ATOMIC_RELEASE);
}

uint64_t allocation_count(void) {
  return __atomic_load_n(__atomic_load_n(&followed, __ATOMIC_ACQUIRE), __ATOMIC_RELAXED);
}

static void counted(void) {
  __atomic_store_n(&own_count, own_count + 1, __ATOMIC_RELAXED);
}

void *malloc(size_t size) {
  counted();
  return __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
  counted();
  return __libc_calloc(n, size);
}

void *realloc(void *old, size_t size) {
  counted();
  return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
  counted();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = memalign(alignment, size);
  return *memory ? 0 : ENOMEM;
}
