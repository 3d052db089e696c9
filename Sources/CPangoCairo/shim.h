#ifndef DAYBOOK_CPANGOCAIRO_SHIM_H
#define DAYBOOK_CPANGOCAIRO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>
#include <pango/pango.h>
#include <pango/pangocairo.h>

/* Two calls of Linux that stand behind _GNU_SOURCE, which the Glibc module does not define: how a
   finished directory of PDFs is made durable and swapped into place. */
extern int syncfs(int fd);
extern int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned int flags);

static inline int daybook_syncfs(int fd) { return syncfs(fd); }

/* Exchanges two paths in one step (RENAME_EXCHANGE). */
static inline int daybook_exchange(const char *first, const char *second) {
    return renameat2(-100 /* AT_FDCWD */, first, -100, second, 2 /* RENAME_EXCHANGE */);
}

#endif
