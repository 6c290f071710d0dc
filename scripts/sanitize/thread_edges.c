// Tells ThreadSanitizer what Swift's own libraries order. Preloaded by scripts/sanitize.py.
//
// ThreadSanitizer sees the atomics of code that it instrumented. Swift's libraries as the toolchain ships them
// are not, so that what they order between threads would be reported as a race. Each function here stands in
// front of one of theirs and adds the edge that it makes, and no other: a race of ours is still found. They
// can go when the toolchain ships instrumented libraries.

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

// What the runtime is handed may be null or, with its top bit set, no reference at all.
static bool is_reference(void *address) { return (intptr_t)address > 0; }

static void acquire(void *address) {
  if (__tsan_acquire && is_reference(address)) __tsan_acquire(address);
}

static void release(void *address) {
  if (__tsan_release && is_reference(address)) __tsan_release(address);
}

// Declares `next`: the function that a definition of this file stands in front of.
#define NEXT(type, name)                                                   \
  static type *next;                                                       \
  if (!next) next = (type *)dlsym(RTLD_NEXT, name)

#define SELF __attribute__((swift_context)) void *handle

// Synchronization.Mutex: its uncontended paths are inlined into our code. When threads contend, the lock passes
// from one to the other in the library and the kernel.

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void lock_slow_function(uint32_t, SELF);
typedef __attribute__((swiftcall)) void unlock_slow_function(SELF);
__attribute__((swiftcall)) void lock_slow(uint32_t thread, SELF) __asm__(LOCK_SLOW);
__attribute__((swiftcall)) void unlock_slow(SELF) __asm__(UNLOCK_SLOW);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, SELF) {
  NEXT(lock_slow_function, LOCK_SLOW);
  next(thread, handle);
  acquire(handle);
}

__attribute__((swiftcall)) void unlock_slow(SELF) {
  NEXT(unlock_slow_function, UNLOCK_SLOW);
  release(handle);
  next(handle);
}

// Copy on write: who gives up a reference has read; who then finds itself the only owner may write. The edge is that
// of the count itself, so that it is no edge to a task which is enqueued: that one the runtime makes at its object.

typedef void release_function(void *);
typedef void release_n_function(void *, uint32_t);
typedef bool is_unique_function(void *);

static void release_count(void *object) {
  if (is_reference(object)) release((char *)object + sizeof(void *));
}

static void acquire_count(void *object) {
  if (is_reference(object)) acquire((char *)object + sizeof(void *));
}

void swift_release(void *object) {
  NEXT(release_function, "swift_release");
  release_count(object);
  next(object);
}

void swift_release_n(void *object, uint32_t count) {
  NEXT(release_n_function, "swift_release_n");
  release_count(object);
  next(object, count);
}

bool swift_isUniquelyReferenced_native(void *object) {
  NEXT(is_unique_function, "swift_isUniquelyReferenced_native");
  bool is_unique = next(object);
  if (is_unique) acquire_count(object);
  return is_unique;
}

bool swift_isUniquelyReferenced_nonNull_native(void *object) {
  NEXT(is_unique_function, "swift_isUniquelyReferenced_nonNull_native");
  bool is_unique = next(object);
  if (is_unique) acquire_count(object);
  return is_unique;
}

// Continuations: whoever resumes one has written its result and all that led to it, and what the task did before it
// waited was done before that. The runtime makes the edge to the task itself where it enqueues the task again, and
// none where `swift_continuation_await` finds that it need not wait. That it finds after anything that could be done
// before it, so the edge is made after it: the function that it then calls is replaced by one of ours.

typedef __attribute__((swiftasynccall)) void go_on_function(__attribute__((swift_async_context)) void *context);

// How the runtime's ContinuationAsyncContext begins.
struct continuation_context {
  void *parent;
  // Where the task goes on when it need not wait. If it must, `swift_continuation_init` has noted that already.
  go_on_function *go_on;
  size_t flags;
};

// A flag: where the task goes on is enqueued, not called.
static const size_t is_enqueued = 2;

typedef __attribute__((swiftcall)) void resume_function(void *task);
typedef __attribute__((swiftcall)) void resume_error_function(void *task, void *error);
typedef __attribute__((swiftasynccall)) void await_function(struct continuation_context *context);
extern __attribute__((swiftcall)) void *swift_task_getCurrent(void) __attribute__((weak));

__attribute__((swiftcall)) void swift_continuation_resume(void *task) {
  NEXT(resume_function, "swift_continuation_resume");
  release(task);
  next(task);
}

__attribute__((swiftcall)) void swift_continuation_throwingResume(void *task) {
  NEXT(resume_function, "swift_continuation_throwingResume");
  release(task);
  next(task);
}

__attribute__((swiftcall)) void swift_continuation_throwingResumeWithError(void *task, void *error) {
  NEXT(resume_error_function, "swift_continuation_throwingResumeWithError");
  release(task);
  next(task, error);
}

// What `go_on` replaces: the thread that has replaced it calls `go_on` next, or nobody does.
static __thread go_on_function *replaced;

static __attribute__((swiftasynccall)) void go_on(__attribute__((swift_async_context)) void *context) {
  acquire(swift_task_getCurrent());
  __attribute__((musttail)) return replaced(context);
}

__attribute__((swiftasynccall)) void swift_continuation_await(struct continuation_context *context) {
  NEXT(await_function, "swift_continuation_await");
  release(swift_task_getCurrent());
  if (!(context->flags & is_enqueued)) {
    replaced = context->go_on;
    context->go_on = go_on;
  }
  __attribute__((musttail)) return next(context);
}
