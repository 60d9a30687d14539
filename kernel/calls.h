/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The system calls that cases may make, once: enum kern_call, their names and
 * each back end's numbers come from this list.  The first word makes the name
 * in the enum, the second is Linux's name of the call; its man page (section 2)
 * says what it does.
 */
#ifndef RUMPUS_CALLS_H
#define RUMPUS_CALLS_H

/* clang-format off */
#define KERN_CALLS(X) \
	X(OPENAT, openat) \
	X(CLOSE, close) \
	X(READ, read) \
	X(WRITE, write) \
	X(PREAD, pread64) \
	X(PWRITE, pwrite64) \
	X(READV, readv) \
	X(WRITEV, writev) \
	X(LSEEK, lseek) \
	X(FTRUNCATE, ftruncate) \
	X(TRUNCATE, truncate) \
	X(FALLOCATE, fallocate) \
	X(FSYNC, fsync) \
	X(FDATASYNC, fdatasync) \
	X(SYNC, sync) \
	X(SYNCFS, syncfs) \
	X(SYNC_FILE_RANGE, sync_file_range) \
	X(STATX, statx) \
	X(STATFS, statfs) \
	X(FSTATFS, fstatfs) \
	X(FACCESSAT, faccessat) \
	X(MKNODAT, mknodat) \
	X(MKDIRAT, mkdirat) \
	X(UNLINKAT, unlinkat) \
	X(LINKAT, linkat) \
	X(SYMLINKAT, symlinkat) \
	X(READLINKAT, readlinkat) \
	X(RENAMEAT2, renameat2) \
	X(GETDENTS, getdents64) \
	X(FCHMOD, fchmod) \
	X(FCHMODAT, fchmodat) \
	X(FCHOWN, fchown) \
	X(FCHOWNAT, fchownat) \
	X(UTIMENSAT, utimensat) \
	X(SETXATTR, setxattr) \
	X(LSETXATTR, lsetxattr) \
	X(FSETXATTR, fsetxattr) \
	X(GETXATTR, getxattr) \
	X(LGETXATTR, lgetxattr) \
	X(FGETXATTR, fgetxattr) \
	X(LISTXATTR, listxattr) \
	X(LLISTXATTR, llistxattr) \
	X(FLISTXATTR, flistxattr) \
	X(REMOVEXATTR, removexattr) \
	X(LREMOVEXATTR, lremovexattr) \
	X(FREMOVEXATTR, fremovexattr) \
	X(MOUNT, mount) \
	X(UMOUNT, umount2) \
	X(CHDIR, chdir) \
	X(FCHDIR, fchdir) \
	X(GETCWD, getcwd) \
	X(CHROOT, chroot) \
	X(UMASK, umask) \
	X(DUP, dup) \
	X(FCNTL, fcntl) \
	X(FLOCK, flock) \
	X(IOCTL, ioctl) \
	X(PIPE2, pipe2) \
	X(SENDFILE, sendfile) \
	X(SPLICE, splice) \
	X(COPY_FILE_RANGE, copy_file_range) \
	X(MMAP, mmap) \
	X(MUNMAP, munmap) \
	X(MSYNC, msync) \
	X(MPROTECT, mprotect) \
	X(MREMAP, mremap) \
	X(MADVISE, madvise) \
	X(GETPID, getpid) \
	X(SETRESUID, setresuid) \
	X(SETRESGID, setresgid) \
	X(SETGROUPS, setgroups) \
	X(NANOSLEEP, nanosleep) \
	X(CLOCK_GETTIME, clock_gettime) \
	X(GETRANDOM, getrandom) \
	X(FADVISE, fadvise64) \
	X(READAHEAD, readahead) \
	X(QUOTACTL, quotactl) \
	X(NAME_TO_HANDLE_AT, name_to_handle_at) \
	X(OPEN_BY_HANDLE_AT, open_by_handle_at) \
	X(PRCTL, prctl) \
	X(SOCKET, socket) \
	X(SOCKETPAIR, socketpair) \
	X(BIND, bind) \
	X(LISTEN, listen) \
	X(ACCEPT4, accept4) \
	X(CONNECT, connect) \
	X(GETSOCKNAME, getsockname) \
	X(GETPEERNAME, getpeername) \
	X(SENDTO, sendto) \
	X(RECVFROM, recvfrom) \
	X(SENDMSG, sendmsg) \
	X(RECVMSG, recvmsg) \
	X(SETSOCKOPT, setsockopt) \
	X(GETSOCKOPT, getsockopt) \
	X(SHUTDOWN, shutdown) \
	X(PPOLL, ppoll) \
	X(EPOLL_CREATE1, epoll_create1) \
	X(EPOLL_CTL, epoll_ctl) \
	X(EPOLL_PWAIT, epoll_pwait)
/* clang-format on */

#endif
