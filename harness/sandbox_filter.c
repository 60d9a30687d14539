/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The system calls that a sandboxed process may make. */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/sandbox_filter.h"

/* Whatever their arguments are: they reach the process itself and what is open. */
static const int plain[] = {
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(readv),
	SCMP_SYS(writev),
	SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(lseek),
	SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(fcntl),
	SCMP_SYS(ftruncate),
	SCMP_SYS(memfd_create), /* aliases of a kernel's pages */
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(setitimer),
	SCMP_SYS(getitimer),
	SCMP_SYS(alarm),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(futex),
	SCMP_SYS(sched_yield),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(getrusage),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(getrandom),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(time),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(nanosleep),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* On paths: Landlock says on which. */
static const int on_paths[] = {
	SCMP_SYS(open),
	SCMP_SYS(openat),
	SCMP_SYS(getdents64),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(newfstatat),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat),
	SCMP_SYS(getcwd),
};

static int allow(scmp_filter_ctx ctx, const int *call, size_t n)
{
	int error = 0;

	for (size_t i = 0; i < n && !error; i++)
		error = seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, call[i], 0, NULL);
	return error;
}

/* Allows a call where argument `arg` has `value` in the bits of `mask`. */
static int allow_where(scmp_filter_ctx ctx, int call, unsigned arg, scmp_datum_t mask,
    scmp_datum_t value)
{
	const struct scmp_arg_cmp cmp = { arg, SCMP_CMP_MASKED_EQ, mask, value };

	return seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, call, 1, &cmp);
}

/* By which a snapshot asks the host what was written, see userfaultfd(2); the last
 * is PAGEMAP_SCAN, which Linux 6.7 brought. */
static int allow_snapshots(scmp_filter_ctx ctx)
{
	static const scmp_datum_t requests[] = { UFFDIO_REGISTER, UFFDIO_WRITEPROTECT,
		_IOWR('f', 16, char[96]) };
	int error = 0;

	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]) && !error; i++)
		error = allow_where(ctx, SCMP_SYS(ioctl), 1, UINT32_MAX, requests[i]);
	return error;
}

static int allow_limited(scmp_filter_ctx ctx)
{
	const scmp_datum_t all = ~(scmp_datum_t)0, pid = getpid();
	int error = allow_where(ctx, SCMP_SYS(mmap), 2, PROT_EXEC, 0);

	if (!error)
		error = allow_where(ctx, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
	if (!error) /* of a descriptor, not of a path */
		error = allow_where(ctx, SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, AT_EMPTY_PATH);
	if (!error) /* whether output goes to a terminal */
		error = allow_where(ctx, SCMP_SYS(ioctl), 1, UINT32_MAX, TCGETS);
	if (!error) /* only to read it */
		error = allow_where(ctx, SCMP_SYS(prlimit64), 2, all, 0);
	/* abort(), raise(), the stop that tells AFL++ of a finished input. */
	if (!error)
		error = allow_where(ctx, SCMP_SYS(tgkill), 0, all, pid);
	if (!error)
		error = allow_where(ctx, SCMP_SYS(kill), 0, all, pid);
	return error;
}

static int set_up(scmp_filter_ctx ctx, bool files)
{
	int error = seccomp_attr_set(ctx, SCMP_FLTATR_CTL_TSYNC, 1);

	if (!error) /* a tree, not a list, of calls: some come with each input */
		error = seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (!error)
		error = allow(ctx, plain, sizeof(plain) / sizeof(plain[0]));
	if (!error && files)
		error = allow(ctx, on_paths, sizeof(on_paths) / sizeof(on_paths[0]));
	if (!error)
		error = allow_limited(ctx);
	if (!error)
		error = allow_snapshots(ctx);
	return error ? error : seccomp_load(ctx);
}

int sandbox_filter(bool files)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int error = ctx ? set_up(ctx, files) : -ENOMEM;

	if (ctx)
		seccomp_release(ctx);
	return error;
}
