/* Starts CPython as `python -m rating_client ARGUMENT...`, from the folder this program lies in.
 *
 * Built twice: for the console, so that `rating-client status` prints, and for windows. DLLs come
 * from our own folder and the system's alone: never from the current folder or PATH. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*py_main)(int, wchar_t **);

/* -B: the byte code is here already. The -X option tells the program what started it
 * (rating_client/base/program.py). */
static wchar_t *const OURS[] = {L"-B", L"-X", L"utf8", L"-X", L"rating-client",
                                 L"-m", L"rating_client"};
enum { OURS_COUNT = sizeof OURS / sizeof *OURS, LONGEST_PATH = 32768 };

static int complain(void) {
    const wchar_t *words = L"Chương trình cài đặt chưa đủ tệp. Hãy cài đặt lại.\n"
                           L"Files of the program are missing. Please install it again.";
    if (GetConsoleWindow())
        fwprintf(stderr, L"%ls\n", words);
    else
        MessageBoxW(NULL, words, L"Phiếu đánh giá hải quan", MB_ICONERROR);
    return 1;
}

static int start(int count, wchar_t **arguments) {
    static wchar_t path[LONGEST_PATH];
    wchar_t *name;
    HMODULE python;
    py_main run;
    wchar_t **all;

    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!GetModuleFileNameW(NULL, path, LONGEST_PATH - 64) || !(name = wcsrchr(path, L'\\')))
        return complain();
    wcscpy(name, L"\\python\\python311.dll");
    python = LoadLibraryExW(
        path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    all = calloc(count + OURS_COUNT + 1, sizeof *all);
    if (!run || !all)
        return complain();
    all[0] = arguments[0];
    memcpy(all + 1, OURS, sizeof OURS);
    memcpy(all + 1 + OURS_COUNT, arguments + 1, (count - 1) * sizeof *all);
    return run(count + OURS_COUNT, all);
}

int wmain(int count, wchar_t **arguments) { return start(count, arguments); }

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show) {
    (void)self, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
