/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A disk of bytes that a case knows. */
#include "cases/fault/raw.h"

#include <sys/mman.h>

#include "kernel/kern.h"

#define BUF 65536

void raw_open(struct raw *r, const char *faults)
{
	static uint8_t buf[BUF];

	*r = (struct raw){ .buf = buf };
	r->k = kern_boot("tmpfs", .layers = below_layer, .layers_arg = &r->below);
	r->disk = disk_new(RAW_SIZE);
	memset(buf, 0x11, BUF);
	for (uint64_t at = 0; at < RAW_SIZE; at += BUF)
		disk_write(r->disk, at, buf, BUF);
	r->fd = REQUIRE_OK(kern_open(r->k, kern_disk(r->k, r->disk), O_RDWR | O_DIRECT));
	REQUIRE_OK(kern_mmap(r->k, &r->addr, BUF, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	if (faults)
		kern_fault(r->k, faults);
}

void raw_close(struct raw *r)
{
	REQUIRE_STREQ("", kern_splat(r->k));
	kern_halt(r->k);
	disk_close(r->disk);
}

long raw_write(struct raw *r, uint64_t at, size_t len, uint8_t value)
{
	memset(r->buf, value, len);
	REQUIRE_OK(kern_poke(r->k, r->addr, r->buf, len));
	return kern_call(r->k, KERN_PWRITE, r->fd, r->addr, len, at);
}

long raw_read(struct raw *r, uint64_t at, size_t len)
{
	long got;

	memset(r->buf, 0xee, len);
	REQUIRE_OK(kern_poke(r->k, r->addr, r->buf, len));
	got = kern_call(r->k, KERN_PREAD, r->fd, r->addr, len, at);
	REQUIRE_OK(kern_peek(r->k, r->buf, r->addr, len));
	return got;
}

static bool all(const uint8_t *p, size_t len, uint8_t value)
{
	while (len && *p == value)
		p++, len--;
	return !len;
}

bool raw_holds(struct raw *r, uint64_t at, size_t len, uint8_t value)
{
	return all(r->disk->data + at, len, value);
}

bool raw_got(const struct raw *r, size_t at, size_t len, uint8_t value)
{
	return all(r->buf + at, len, value);
}
