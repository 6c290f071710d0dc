/* What a process that is started with LD_PRELOAD=libFaultShim.so is made to suffer. The file that
 * APUS_FAULT_CONTROL names holds this, and may be changed while the process runs. */
#ifndef FAULT_SHIM_H
#define FAULT_SHIM_H

#include <stdint.h>

struct fault_control {
  /* Writes to files fail with this errno: ENOSPC, EROFS, EIO ... 0: they do not. */
  int32_t write_errno;
  /* Each fsync and fdatasync takes so much longer, in microseconds. */
  int32_t sync_delay_us;
  /* Added to the wall clock, in milliseconds. */
  int64_t clock_offset_ms;
  /* Each fsync and fdatasync fails with this errno, after it was slow. 0: they do not. */
  int32_t sync_errno;
  /* Of the next write of more bytes than this so many are written, and the process is gone, as if killed. 0: none. */
  int32_t tear_bytes;
};

#endif
