// SPDX-License-Identifier: GPL-2.0
/*
 * User memory.  A pointer into the window [RUMP_USER_BASE, TASK_SIZE) is the
 * client's own address space, walked in software with real page faults; any
 * other pointer is the host's, read and written as it is, and a bad one ends
 * in a fixup (EFAULT).
 */
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>
#include <asm/rump.h>

unsigned long rump_fill(void *to, unsigned long n);
long rump_strncpy(char *to, const char *from, long n);

static bool in_window(const void *p)
{
	return (unsigned long)p - RUMP_USER_BASE < TASK_SIZE - RUMP_USER_BASE;
}

/* The page table entry of `addr`, or NULL. */
static pte_t *find_pte(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pud_t *pud = pud_offset(p4d_offset(pgd, addr), addr);
	pmd_t *pmd;

	if (pud_none(*pud))
		return NULL;
	pmd = pmd_offset(pud, addr);
	return pmd_none(*pmd) ? NULL : pte_offset_kernel(pmd, addr);
}

/* What a processor does at a hit: checks the access, marks the entry. */
static void *hit(struct mm_struct *mm, unsigned long addr, bool write)
{
	pte_t *pte = find_pte(mm, addr);

	if (!pte || !(pte_val(*pte) & _PAGE_PRESENT) || (write && !pte_write(*pte)))
		return NULL;
	*pte = pte_mkyoung(*pte);
	if (write)
		*pte = pte_mkdirty(*pte);
	return (void *)((pte_val(*pte) & PAGE_MASK) | (addr & ~PAGE_MASK));
}

/* A page fault: 0, -EFAULT or -EIO (SIGBUS). */
static int fault(struct mm_struct *mm, unsigned long addr, bool write)
{
	unsigned int flags = FAULT_FLAG_DEFAULT | FAULT_FLAG_USER;
	struct vm_area_struct *vma;
	vm_fault_t ret;

	if (write)
		flags |= FAULT_FLAG_WRITE;
	for (;;) {
		mmap_read_lock(mm);
		vma = find_vma(mm, addr);
		if (!vma || vma->vm_start > addr ||
		    !(vma->vm_flags & (write ? VM_WRITE : VM_READ))) {
			mmap_read_unlock(mm);
			return -EFAULT;
		}
		ret = handle_mm_fault(vma, addr, flags, NULL);
		if (ret & VM_FAULT_COMPLETED)
			return 0;
		if (!(ret & VM_FAULT_RETRY))
			break;
		if (fatal_signal_pending(current))
			return -EFAULT;
		flags |= FAULT_FLAG_TRIED;
	}
	mmap_read_unlock(mm);
	if (ret & VM_FAULT_OOM)
		return -EFAULT;
	if (ret & (VM_FAULT_SIGBUS | VM_FAULT_HWPOISON))
		return -EIO;
	return ret & VM_FAULT_ERROR ? -EFAULT : 0;
}

/* The kernel's view of one byte of the window, or an error pointer. */
static void *window(unsigned long addr, bool write)
{
	struct mm_struct *mm = current->mm;
	void *p;
	int error;

	if (!mm)
		return ERR_PTR(-EFAULT);
	while (!(p = hit(mm, addr, write))) {
		if (faulthandler_disabled())
			return ERR_PTR(-EFAULT);
		error = fault(mm, addr, write);
		if (error)
			return ERR_PTR(error);
	}
	return p;
}

static unsigned long to_page_end(unsigned long addr, unsigned long n)
{
	return min(n, PAGE_SIZE - (addr & ~PAGE_MASK));
}

/* Copies between the window and the kernel; bytes not copied. */
static unsigned long copy_window(void *kernel, unsigned long addr, unsigned long n, bool write,
				 int *error)
{
	while (n) {
		unsigned long part = to_page_end(addr, n);
		void *p = window(addr, write);

		if (IS_ERR(p)) {
			*error = PTR_ERR(p);
			return n;
		}
		if (write ? rump_copy(p, kernel, part) : rump_copy(kernel, p, part)) {
			*error = -EFAULT;
			return n;
		}
		kernel += part;
		addr += part;
		n -= part;
	}
	return 0;
}

unsigned long raw_copy_from_user(void *to, const void __user *from, unsigned long n)
{
	int error;

	if (in_window(from))
		return copy_window(to, (unsigned long)from, n, false, &error);
	return rump_copy(to, from, n);
}
EXPORT_SYMBOL(raw_copy_from_user);

unsigned long raw_copy_to_user(void __user *to, const void *from, unsigned long n)
{
	int error;

	if (in_window(to))
		return copy_window((void *)from, (unsigned long)to, n, true, &error);
	return rump_copy(to, from, n);
}
EXPORT_SYMBOL(raw_copy_to_user);

unsigned long rump_clear_user(void __user *to, unsigned long n)
{
	if (!in_window(to))
		return rump_fill(to, n);
	while (n) {
		unsigned long part = to_page_end((unsigned long)to, n);
		void *p = window((unsigned long)to, true);

		if (IS_ERR(p))
			return n;
		memset(p, 0, part);
		to += part;
		n -= part;
	}
	return 0;
}
EXPORT_SYMBOL(rump_clear_user);

/* Length of a string in the window, at most n; copies it where `to` is set. */
static long window_string(char *to, unsigned long addr, long n)
{
	long done = 0;

	while (done < n) {
		long part = to_page_end(addr + done, n - done), len;
		void *p = window(addr + done, false);

		if (IS_ERR(p))
			return -1;
		len = rump_strncpy(to ? to + done : NULL, p, part);
		done += len;
		if (len < part)
			break;
	}
	return done;
}

long strncpy_from_user(char *to, const char __user *from, long n)
{
	long len;

	might_fault();
	if (n <= 0)
		return 0;
	len = in_window(from) ? window_string(to, (unsigned long)from, n) :
				rump_strncpy(to, from, n);
	return len < 0 ? -EFAULT : len;
}
EXPORT_SYMBOL(strncpy_from_user);

/* The size with the NUL; more than n where there is none; 0 at a fault. */
long strnlen_user(const char __user *s, long n)
{
	long len;

	might_fault();
	if (n <= 0)
		return 0;
	len = in_window(s) ? window_string(NULL, (unsigned long)s, n) : rump_strncpy(NULL, s, n);
	return len < 0 ? 0 : len + 1;
}
EXPORT_SYMBOL(strnlen_user);

long rump_peek(void *to, unsigned long addr, unsigned long len)
{
	int error = 0;

	if (!in_window((void *)addr))
		return -EFAULT;
	copy_window(to, addr, len, false, &error);
	return error;
}

long rump_poke(const void *from, unsigned long addr, unsigned long len)
{
	int error = 0;

	if (!in_window((void *)addr))
		return -EFAULT;
	copy_window((void *)from, addr, len, true, &error);
	return error;
}
