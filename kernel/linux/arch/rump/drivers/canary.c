// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/canary: a driver with a planted bug, for the tests of the fuzzer.
 *
 * A write is a message: three bytes of tag, of which the upper halves count, a
 * kind, a length, and that many bytes of name.  Only messages of kind 7 are
 * kept, and those whose name fills the message to its end are kept with a
 * terminator that there is no room for.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/kdev_t.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#define HEAD 5
#define KEEP 7

struct message {
	u8 tag[3];
	u8 kind; /* lower half */
	u8 len;  /* lower half */
	u8 name[59];
};

/* How many messages came how far.  Counting also keeps the compiler from making
 * one comparison of three, which would leave coverage nothing to tell. */
static unsigned long came[4];

static bool is_message(const struct message *m)
{
	came[0]++;
	if (m->tag[0] >> 4 != 0xc)
		return false;
	came[1]++;
	if (m->tag[1] >> 4 != 0xa)
		return false;
	came[2]++;
	if (m->tag[2] >> 4 != 0x5)
		return false;
	came[3]++;
	return true;
}

static int keep(const struct message *m, size_t room)
{
	size_t len = m->len & 0xf;
	char *copy;

	if (len == 0 || len > room)
		return -EINVAL;
	copy = kmalloc(len == room ? len : len + 1, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	memcpy(copy, m->name, len);
	copy[len] = '\0'; /* the planted bug: one too far where len == room */
	kfree(copy);
	return 0;
}

static ssize_t canary_write(struct file *file, const char __user *from, size_t len, loff_t *at)
{
	struct message m = { 0 };
	int error;

	if (len < HEAD || len > sizeof(m))
		return -EINVAL;
	if (copy_from_user(&m, from, len))
		return -EFAULT;
	if (!is_message(&m))
		return -EINVAL;
	if ((m.kind & 0xf) != KEEP)
		return len;
	error = keep(&m, len - HEAD);
	return error ? error : len;
}

static const struct file_operations canary_ops = {
	.write = canary_write,
};

static int __init init_canary(void)
{
	int major = register_chrdev(0, "canary", &canary_ops);

	if (major < 0)
		return major;
	return init_mknod("/dev/canary", S_IFCHR | 0600, new_encode_dev(MKDEV(major, 0)));
}
device_initcall(init_canary);
