// Atomic words and the futex: what a thread pool needs and Swift cannot name, because a
// `Synchronization.Atomic` has no address that the kernel could wait on.
#pragma once
#include <errno.h>
#include <linux/futex.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline uint32_t apus_word_load(const uint32_t *word) {
  return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}
static inline void apus_word_store(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
}
// Returns the value before the addition.
static inline uint32_t apus_word_add(uint32_t *word, uint32_t value) {
  return __atomic_fetch_add(word, value, __ATOMIC_ACQ_REL);
}
// A store and the load after it must not pass each other: the sleeper announces itself and then
// looks at the word, the waker changes the word and then looks for sleepers.
static inline void apus_full_fence(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

// Sleeps while *word == expected; returns early on any wake or signal, so callers loop.
static inline void apus_word_wait(uint32_t *word, uint32_t expected) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, NULL, NULL, 0);
}
static inline void apus_word_wake_all(uint32_t *word) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}

static inline void apus_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}

// A counter for measuring how long a spin lasts, about one tick a nanosecond or finer.
static inline uint64_t apus_tick(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t value;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(value));
  return value;
#endif
}

// Threads, as far as only the GNU extensions of the C library can say it.
// The processors that this process may run on; 0 when the system does not tell.
size_t apus_available_processors(void);
// Binds the calling thread to the n-th of them, round robin; does nothing when it cannot.
void apus_pin_this_thread(size_t number);
// At most 15 characters.
void apus_name_this_thread(const char *name);
