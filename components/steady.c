/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Loaded before a maker of images (LD_PRELOAD, see components/recipe), so that
 * two runs give the same bytes: its clock stands still, and what is random or
 * differs from process to process comes from one generator with a fixed seed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define NOW 1700000000

static uint64_t state = 0x52554d505553;

/* splitmix64 */
static uint64_t next(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void fill(void *buf, size_t len)
{
	for (uint8_t *p = buf; len--; p++)
		*p = next();
}

time_t time(time_t *t)
{
	if (t)
		*t = NOW;
	return NOW;
}

int gettimeofday(struct timeval *tv, void *zone)
{
	(void)zone;
	*tv = (struct timeval){ .tv_sec = NOW };
	return 0;
}

int clock_gettime(clockid_t clock, struct timespec *ts)
{
	(void)clock;
	*ts = (struct timespec){ .tv_sec = NOW };
	return 0;
}

/* Some makers take their chance from it. */
pid_t getpid(void)
{
	const char *number = getenv("STEADY_PID");

	return number ? atoi(number) : 4711;
}

ssize_t getrandom(void *buf, size_t len, unsigned int flags)
{
	(void)flags;
	fill(buf, len);
	return len;
}

int getentropy(void *buf, size_t len)
{
	fill(buf, len);
	return 0;
}

/* What makers find who read their chance from a device. */
static int chance(void)
{
	uint8_t some[4096];
	const int fd = memfd_create("chance", MFD_CLOEXEC);

	fill(some, sizeof(some));
	if (fd >= 0 && pwrite(fd, some, sizeof(some), 0) != sizeof(some)) {
		close(fd);
		return -1;
	}
	return fd;
}

int open64(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	if (!strcmp(path, "/dev/urandom"))
		return chance();
	va_start(rest, flags);
	mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return openat(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) __attribute__((alias("open64")));

/* Of libuuid, which mixes the number of the thread in. */
void uuid_generate(unsigned char uuid[16])
{
	fill(uuid, 16);
	uuid[6] = (uuid[6] & 0x0f) | 0x40;
	uuid[8] = (uuid[8] & 0x3f) | 0x80;
}

/* Files that a maker copies have the numbers in which it meets them, and the times
 * that a recipe can set. */
int lstat(const char *path, struct stat *st)
{
	static ino_t met[4096];
	size_t n = 1;
	int error = syscall(SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);

	if (error)
		return error;
	while (n < 4095 && met[n] && met[n] != st->st_ino)
		n++;
	met[n] = st->st_ino;
	st->st_ino = n;
	st->st_atim = st->st_ctim = st->st_mtim;
	return 0;
}
