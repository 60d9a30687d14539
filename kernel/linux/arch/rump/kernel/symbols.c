// SPDX-License-Identifier: GPL-2.0
#include <linux/kernel.h>
#include <linux/panic.h>
#include <asm/symbols.h>

struct symbol {
	unsigned long at;
	u64 size;
};

/* Written after the link, so the compiler must not know what is in it. */
__section(".rump_symbols") volatile struct symbol rump_symbols[RUMP_SYMBOLS] = { { 1 } };

/* KASAN's red zone is part of an object's symbol. */
static bool fits(u64 has, u64 size)
{
	return has == size || (IS_ENABLED(CONFIG_KASAN) && has > size && has <= 2 * size + 64);
}

void *rump_symbol(enum rump_symbol which, size_t size)
{
	if (!fits(rump_symbols[which].size, size))
		panic("symbol %d has %llu bytes; arch/rump knows it with %zu", which,
		      rump_symbols[which].size, size);
	return (void *)rump_symbols[which].at;
}

bool rump_symbol_has(enum rump_symbol which, unsigned long ip)
{
	return ip - rump_symbols[which].at < rump_symbols[which].size;
}
