/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* System calls on open files. */
#include <stdarg.h>

#include "harness/internal.h"

int kern_open(struct kern *k, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list list;

	if (flags & (O_CREAT | __O_TMPFILE)) {
		va_start(list, flags);
		mode = va_arg(list, mode_t);
		va_end(list);
	}
	return kern_call(k, KERN_OPENAT, AT_FDCWD, (long)path, flags | O_LARGEFILE, mode);
}

int kern_close(struct kern *k, int fd)
{
	return kern_call(k, KERN_CLOSE, fd);
}

ssize_t kern_read(struct kern *k, int fd, void *buf, size_t len)
{
	return kern_call(k, KERN_READ, fd, (long)buf, len);
}

ssize_t kern_write(struct kern *k, int fd, const void *buf, size_t len)
{
	return kern_call(k, KERN_WRITE, fd, (long)buf, len);
}

ssize_t kern_pread(struct kern *k, int fd, void *buf, size_t len, off_t at)
{
	return kern_call(k, KERN_PREAD, fd, (long)buf, len, at);
}

ssize_t kern_pwrite(struct kern *k, int fd, const void *buf, size_t len, off_t at)
{
	return kern_call(k, KERN_PWRITE, fd, (long)buf, len, at);
}

off_t kern_lseek(struct kern *k, int fd, off_t at, int whence)
{
	return kern_call(k, KERN_LSEEK, fd, at, whence);
}

int kern_ftruncate(struct kern *k, int fd, off_t size)
{
	return kern_call(k, KERN_FTRUNCATE, fd, size);
}

int kern_fallocate(struct kern *k, int fd, int mode, off_t at, off_t len)
{
	return kern_call(k, KERN_FALLOCATE, fd, mode, at, len);
}

int kern_fsync(struct kern *k, int fd)
{
	return kern_call(k, KERN_FSYNC, fd);
}

int kern_fdatasync(struct kern *k, int fd)
{
	return kern_call(k, KERN_FDATASYNC, fd);
}

int kern_sync(struct kern *k)
{
	return kern_call(k, KERN_SYNC, 0);
}

int kern_ioctl(struct kern *k, int fd, unsigned long request, void *arg)
{
	return kern_call(k, KERN_IOCTL, fd, request, (long)arg);
}

int kern_mmap(struct kern *k, uint64_t *addr, size_t len, int prot, int flags, int fd, off_t at)
{
	const long r = kern_call(k, KERN_MMAP, 0, len, prot, flags, fd, at);

	if (r < 0 && r >= -4095)
		return r;
	*addr = r;
	return 0;
}

int kern_munmap(struct kern *k, uint64_t addr, size_t len)
{
	return kern_call(k, KERN_MUNMAP, addr, len);
}

int kern_msync(struct kern *k, uint64_t addr, size_t len, int flags)
{
	return kern_call(k, KERN_MSYNC, addr, len, flags);
}
