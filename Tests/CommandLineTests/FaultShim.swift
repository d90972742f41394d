import TestSupport

/// A library that is loaded before the program and makes the n-th call of a function of the system fail, as SQLite's tests do.
///
/// It is compiled when the tests run; where there is no C compiler, or no dynamic loader that knows `LD_PRELOAD`, they are skipped.
struct FaultShim {
    /// Where the compiled library is.
    let path: String

    /// The library, compiled once for all tests.
    static let shared: FaultShim? = {
        let path = folder.file("fault.so")
        folder.write("fault.c", source)
        let line = """
            test "$(uname)" = Linux || exit 1
            for cc in cc clang gcc; do command -v $cc > /dev/null && exec $cc -O1 -shared -fPIC -o '\(path)' '\(folder.file("fault.c"))' -ldl; done
            exit 1
            """
        return ShellRun(line).status == 0 ? FaultShim(path: path) : nil
    }()

    private static let folder = TemporaryFolder()

    /// The variables that make a call fail: `FAULT=write:3:5` is the third `write` with error 5 (EIO), 0 for none; what was called is
    /// noted in a file.
    func environment(_ function: String, _ number: Int, _ code: Int32, log: String) -> String {
        "LD_PRELOAD='\(path)' FAULT=\(function):\(number):\(code) FAULT_LOG='\(log)'"
    }

    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <stdarg.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/types.h>
        #include <unistd.h>
        static int calls = 0;
        static void note(const char *text) {
            const char *log = getenv("FAULT_LOG");
            if (!log) return;
            static int (*real_open)(const char *, int, ...) = 0;
            static ssize_t (*real_write)(int, const void *, size_t) = 0;
            static int (*real_close)(int) = 0;
            if (!real_open) real_open = dlsym(RTLD_NEXT, "open");
            if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
            if (!real_close) real_close = dlsym(RTLD_NEXT, "close");
            int saved = errno, fd = real_open(log, O_WRONLY | O_APPEND | O_CREAT, 0644);
            if (fd >= 0) { (void)real_write(fd, text, strlen(text)); (void)real_write(fd, "\\n", 1); real_close(fd); }
            errno = saved;
        }
        static int fails(const char *name) {
            const char *fault = getenv("FAULT");
            char wanted[32]; int number, code;
            note(name);
            if (!fault || sscanf(fault, "%31[^:]:%d:%d", wanted, &number, &code) != 3 || strcmp(wanted, name)) return 0;
            if (__atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) != number || !code) return 0;
            note("FAILED");
            errno = code;
            return 1;
        }
        #define REAL(type, name, ...) static type (*real)(__VA_ARGS__) = 0; if (!real) real = dlsym(RTLD_NEXT, #name)
        ssize_t write(int fd, const void *p, size_t n) {
            REAL(ssize_t, write, int, const void *, size_t);
            return fd > 2 && fails("write") ? -1 : real(fd, p, n);
        }
        ssize_t read(int fd, void *p, size_t n) {
            REAL(ssize_t, read, int, void *, size_t);
            return fd > 2 && fails("read") ? -1 : real(fd, p, n);
        }
        int fsync(int fd) { REAL(int, fsync, int); return fails("fsync") ? -1 : real(fd); }
        int close(int fd) { REAL(int, close, int); if (fd > 2 && fails("close")) { real(fd); return -1; } return real(fd); }
        int rename(const char *a, const char *b) { REAL(int, rename, const char *, const char *); return fails("rename") ? -1 : real(a, b); }
        int ftruncate(int fd, off_t n) { REAL(int, ftruncate, int, off_t); return fails("ftruncate") ? -1 : real(fd, n); }
        int flock(int fd, int op) { REAL(int, flock, int, int); return fails("flock") ? -1 : real(fd, op); }
        int open(const char *path, int flags, ...) {
            REAL(int, open, const char *, int, ...);
            va_list arguments; va_start(arguments, flags); int mode = va_arg(arguments, int); va_end(arguments);
            return fails("open") ? -1 : real(path, flags, mode);
        }
        """
}
