/* Stands between a program and the C library: writes to files and syncs fail, the process dies within a write, syncs are
 * slow, the clock jumps, as fault_control says. Sockets, pipes and the monotonic clock are left alone. */
#define _GNU_SOURCE
#include "fault_shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static struct fault_control none;
static volatile struct fault_control *control = &none;

__attribute__((constructor)) static void attach(void) {
  const char *path = getenv("APUS_FAULT_CONTROL");
  if (path == NULL) return;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  void *memory = mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (memory != MAP_FAILED) control = memory;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define FAILING(type, name, parameters, arguments)  \
  type name parameters {                            \
    static __typeof__(&name) real;                  \
    if (real == NULL) real = REAL(name);            \
    int error = control->write_errno;               \
    if (error != 0) {                               \
      errno = error;                                \
      return -1;                                    \
    }                                               \
    return real arguments;                          \
  }

/* How many bytes of a write are written before the process dies; 0: it does not. */
static size_t torn_count(size_t count) {
  size_t length = (size_t)control->tear_bytes;
  return length < count ? length : 0;
}

/* What was given to the system stays when a process dies, as what was synced stays when the power fails. */
static void die(void) { kill(getpid(), SIGKILL); }

#define TEARING(name, offset_type)                                                 \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) {    \
    static __typeof__(&name) real;                                                 \
    if (real == NULL) real = REAL(name);                                           \
    int error = control->write_errno;                                              \
    if (error != 0) {                                                              \
      errno = error;                                                               \
      return -1;                                                                   \
    }                                                                              \
    size_t part = torn_count(count);                                               \
    if (part == 0) return real(file, bytes, count, offset);                        \
    (void)!real(file, bytes, part, offset);                                        \
    die();                                                                         \
    return -1;                                                                     \
  }

/* Storage engines write by position; logs and sockets do not. */
TEARING(pwrite, off_t)
TEARING(pwrite64, off64_t)
FAILING(ssize_t, pwritev, (int file, const struct iovec *parts, int count, off_t offset), (file, parts, count, offset))
FAILING(ssize_t, pwritev64, (int file, const struct iovec *parts, int count, off64_t offset), (file, parts, count, offset))
FAILING(int, ftruncate, (int file, off_t length), (file, length))
FAILING(int, ftruncate64, (int file, off64_t length), (file, length))

/* Waits as long as the disk is slow; whether the sync fails. */
static int disk_fails(void) {
  int delay = control->sync_delay_us;
  if (delay > 0) usleep((useconds_t)delay);
  int error = control->sync_errno;
  if (error != 0) errno = error;
  return error != 0;
}

int fsync(int file) {
  static __typeof__(&fsync) real;
  if (real == NULL) real = REAL(fsync);
  return disk_fails() ? -1 : real(file);
}

int fdatasync(int file) {
  static __typeof__(&fdatasync) real;
  if (real == NULL) real = REAL(fdatasync);
  return disk_fails() ? -1 : real(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static __typeof__(&clock_gettime) real;
  if (real == NULL) real = REAL(clock_gettime);
  int status = real(clock, time);
  int64_t offset = control->clock_offset_ms;
  if (status == 0 && clock == CLOCK_REALTIME && offset != 0) {
    int64_t nanoseconds = time->tv_nsec + offset % 1000 * 1000000;
    time->tv_sec += offset / 1000 + nanoseconds / 1000000000;
    time->tv_nsec = nanoseconds % 1000000000;
    if (time->tv_nsec < 0) {
      time->tv_nsec += 1000000000;
      time->tv_sec -= 1;
    }
  }
  return status;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int status = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return status;
}
