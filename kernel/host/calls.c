/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The calls of enum kern_call in the machine's numbering. */
#include <sys/syscall.h>

#include "kernel/host/host.h"

static const struct {
	long nr;
	const char *name;
} calls[KERN_NCALLS] = {
#define CALL(id, name) [KERN_##id] = { SYS_##name, #name }
	CALL(OPENAT, openat),
	CALL(CLOSE, close),
	CALL(READ, read),
	CALL(WRITE, write),
	CALL(PREAD, pread64),
	CALL(PWRITE, pwrite64),
	CALL(READV, readv),
	CALL(WRITEV, writev),
	CALL(LSEEK, lseek),
	CALL(FTRUNCATE, ftruncate),
	CALL(TRUNCATE, truncate),
	CALL(FALLOCATE, fallocate),
	CALL(FSYNC, fsync),
	CALL(FDATASYNC, fdatasync),
	CALL(SYNC, sync),
	CALL(SYNCFS, syncfs),
	CALL(SYNC_FILE_RANGE, sync_file_range),
	CALL(STATX, statx),
	CALL(STATFS, statfs),
	CALL(FSTATFS, fstatfs),
	CALL(FACCESSAT, faccessat),
	CALL(MKNODAT, mknodat),
	CALL(MKDIRAT, mkdirat),
	CALL(UNLINKAT, unlinkat),
	CALL(LINKAT, linkat),
	CALL(SYMLINKAT, symlinkat),
	CALL(READLINKAT, readlinkat),
	CALL(RENAMEAT2, renameat2),
	CALL(GETDENTS, getdents64),
	CALL(FCHMOD, fchmod),
	CALL(FCHMODAT, fchmodat),
	CALL(FCHOWN, fchown),
	CALL(FCHOWNAT, fchownat),
	CALL(UTIMENSAT, utimensat),
	CALL(SETXATTR, setxattr),
	CALL(LSETXATTR, lsetxattr),
	CALL(FSETXATTR, fsetxattr),
	CALL(GETXATTR, getxattr),
	CALL(LGETXATTR, lgetxattr),
	CALL(FGETXATTR, fgetxattr),
	CALL(LISTXATTR, listxattr),
	CALL(LLISTXATTR, llistxattr),
	CALL(FLISTXATTR, flistxattr),
	CALL(REMOVEXATTR, removexattr),
	CALL(LREMOVEXATTR, lremovexattr),
	CALL(FREMOVEXATTR, fremovexattr),
	CALL(MOUNT, mount),
	CALL(UMOUNT, umount2),
	CALL(CHDIR, chdir),
	CALL(FCHDIR, fchdir),
	CALL(GETCWD, getcwd),
	CALL(CHROOT, chroot),
	CALL(UMASK, umask),
	CALL(DUP, dup),
	CALL(FCNTL, fcntl),
	CALL(FLOCK, flock),
	CALL(IOCTL, ioctl),
	CALL(PIPE2, pipe2),
	CALL(SENDFILE, sendfile),
	CALL(SPLICE, splice),
	CALL(COPY_FILE_RANGE, copy_file_range),
	CALL(MMAP, mmap),
	CALL(MUNMAP, munmap),
	CALL(MSYNC, msync),
	CALL(MPROTECT, mprotect),
	CALL(MREMAP, mremap),
	CALL(MADVISE, madvise),
	CALL(GETPID, getpid),
	CALL(SETRESUID, setresuid),
	CALL(SETRESGID, setresgid),
	CALL(SETGROUPS, setgroups),
	CALL(NANOSLEEP, nanosleep),
	CALL(CLOCK_GETTIME, clock_gettime),
	CALL(GETRANDOM, getrandom),
	CALL(FADVISE, fadvise64),
	CALL(READAHEAD, readahead),
	CALL(QUOTACTL, quotactl),
	CALL(NAME_TO_HANDLE_AT, name_to_handle_at),
	CALL(OPEN_BY_HANDLE_AT, open_by_handle_at),
	CALL(PRCTL, prctl),
#undef CALL
};

long call_number(enum kern_call call, const char **name)
{
	if (name)
		*name = calls[call].name;
	return calls[call].nr;
}
