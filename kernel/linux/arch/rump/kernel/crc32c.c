// SPDX-License-Identifier: GPL-2.0
/*
 * CRC-32C by the processor's own instruction, in place of tables whose every
 * access KASAN checks: file systems checksum each block they read or write.
 */
#include <linux/cache.h>
#include <linux/crc32.h>
#include <linux/init.h>
#include <linux/kasan-checks.h>

#define CPUID_1_ECX_SSE42 (1u << 20)

/* The tables, for a processor without it. */
u32 __pure __crc32c_le_base(u32 crc, unsigned char const *p, size_t len);

static bool has_crc32c __ro_after_init;

static int __init look_for_crc32c(void)
{
	u32 eax = 1, ebx, ecx = 0, edx;

	asm volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
	has_crc32c = ecx & CPUID_1_ECX_SSE42;
	return 0;
}
early_initcall(look_for_crc32c);

u32 __pure __crc32c_le(u32 crc, unsigned char const *p, size_t len)
{
	u64 wide = crc;

	if (!has_crc32c)
		return __crc32c_le_base(crc, p, len);
	__kasan_check_read(p, len);
	for (; len >= 8; p += 8, len -= 8)
		asm("crc32q %1, %0" : "+r"(wide) : "rm"(*(const u64 *)p));
	crc = wide;
	for (; len; p++, len--)
		asm("crc32b %1, %0" : "+r"(crc) : "rm"(*p));
	return crc;
}
