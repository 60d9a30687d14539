/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_UACCESS_H
#define _ASM_UACCESS_H

#include <linux/types.h>

unsigned long raw_copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long raw_copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long rump_clear_user(void __user *to, unsigned long n);
/* A copy that may fault on either side: bytes not copied. */
unsigned long rump_copy(void *to, const void *from, unsigned long n);

#define __clear_user rump_clear_user

#define __get_kernel_nofault(dst, src, type, err_label)                        \
do {                                                                           \
	if (rump_copy((dst), (src), sizeof(type)))                             \
		goto err_label;                                                \
} while (0)

#define __put_kernel_nofault(dst, src, type, err_label)                        \
	__get_kernel_nofault(dst, src, type, err_label)

#include <asm-generic/uaccess.h>

#endif
