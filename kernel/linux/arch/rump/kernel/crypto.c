// SPDX-License-Identifier: GPL-2.0
/*
 * Algorithms are not tested here (CRYPTO_MANAGER_DISABLE_TESTS), but each one
 * still waits for a verdict, which crypto/algboss.c gives from a thread of its
 * own, started for that alone, and which nobody gives where algboss is not
 * started.  Given at once, file systems do not pay for what IPsec has built in.
 */
#include <linux/crypto.h>
#include <linux/init.h>
#include <linux/notifier.h>
#include <crypto/algapi.h>
/* That of the tree, beside algboss.c. */
#include <crypto/internal.h>

static int pass(struct notifier_block *block, unsigned long message, void *data)
{
	const struct crypto_alg *alg = data;

	if (message != CRYPTO_MSG_ALG_REGISTER)
		return NOTIFY_DONE;
	crypto_alg_tested(alg->cra_driver_name, 0);
	return NOTIFY_STOP;
}

static struct notifier_block before_algboss = {
	.notifier_call = pass,
	.priority = 1,
};

static int __init pass_algorithms(void)
{
	return crypto_register_notifier(&before_algboss);
}
core_initcall(pass_algorithms);
