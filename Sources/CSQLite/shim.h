#ifndef DAYBOOK_CSQLITE_SHIM_H
#define DAYBOOK_CSQLITE_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* glibc shows these names to GNU sources only; their values are part of the kernel's interface. */
#if defined(__linux__)
#ifndef F_OFD_GETLK
#define F_OFD_GETLK 36
#endif
#ifndef F_OFD_SETLK
#define F_OFD_SETLK 37
#endif
#endif

static inline struct flock daybook_byte(off_t offset) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = offset;
    lock.l_len = 1;
    return lock;
}

/* Locks one byte for this open file description: 0 done, 1 somebody else has it, -1 see errno. */
static inline int daybook_lock_byte(int file, off_t offset) {
    struct flock lock = daybook_byte(offset);
    if (fcntl(file, F_OFD_SETLK, &lock) == 0) return 0;
    return errno == EAGAIN || errno == EACCES ? 1 : -1;
}

/* Gives a byte free. */
static inline int daybook_unlock_byte(int file, off_t offset) {
    struct flock lock = daybook_byte(offset);
    lock.l_type = F_UNLCK;
    return fcntl(file, F_OFD_SETLK, &lock);
}

/* Whether another open file description has the byte: 0 no, 1 yes, -1 see errno. */
static inline int daybook_byte_is_locked(int file, off_t offset) {
    struct flock lock = daybook_byte(offset);
    if (fcntl(file, F_OFD_GETLK, &lock) != 0) return -1;
    return lock.l_type == F_UNLCK ? 0 : 1;
}

/* open(2) takes a variable number of arguments, which Swift does not call. */
static inline int daybook_open(const char *path, int flags, mode_t mode) {
    return open(path, flags | O_CLOEXEC, mode);
}

/* errno is a macro, which Swift does not see. */
static inline int daybook_errno(void) { return errno; }

/* What stands at a path: 0 nothing or not to be seen, 1 a file, 2 a directory, 3 something else. */
static inline int daybook_kind_of(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) return 0;
    if (S_ISREG(status.st_mode)) return 1;
    return S_ISDIR(status.st_mode) ? 2 : 3;
}

/* Whether an extended result code says that the file could not be made longer or written out. */
static inline int daybook_is_write_failure(int code) {
    return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC ||
        code == SQLITE_IOERR_TRUNCATE || code == SQLITE_IOERR_SHMSIZE;
}

/* SQLite copies the bytes before it returns. */
static inline int daybook_bind_text(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_text(statement, index, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT);
}

static inline int daybook_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

#endif
