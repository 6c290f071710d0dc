#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>

#include "thread_words.h"

size_t apus_available_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 0;
  return (size_t)CPU_COUNT(&set);
}

void apus_pin_this_thread(size_t number) {
  cpu_set_t allowed, one;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  size_t skip = number % (size_t)CPU_COUNT(&allowed);
  CPU_ZERO(&one);
  for (size_t processor = 0; processor < CPU_SETSIZE; processor++) {
    if (!CPU_ISSET(processor, &allowed)) continue;
    if (skip == 0) {
      CPU_SET(processor, &one);
      break;
    }
    skip--;
  }
  (void)pthread_setaffinity_np(pthread_self(), sizeof one, &one);
}

void apus_name_this_thread(const char *name) { (void)pthread_setname_np(pthread_self(), name); }
