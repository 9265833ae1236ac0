// A java.exe for tests of ro-p2p.bat: it reports the version that stands in java.exe.version beside it; started for anything
// else it prints where it is and what it was given, one line each, and ends with 7.
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

enum { LONGEST = 4096 };

static void print(const char *name, const wchar_t *value) {
  char utf8[4 * LONGEST];
  WideCharToMultiByte(CP_UTF8, 0, value, -1, utf8, sizeof utf8, NULL, NULL);
  printf("%s=[%s]\n", name, utf8);
}

int wmain(int count, wchar_t **arguments) {
  wchar_t path[LONGEST];
  GetModuleFileNameW(NULL, path, LONGEST - 16);
  if (count == 2 && !wcscmp(arguments[1], L"-version")) {
    char version[64] = "";
    FILE *file = _wfopen(wcscat(path, L".version"), L"r");
    if (file == NULL || fgets(version, sizeof version, file) == NULL) return 1;
    version[strcspn(version, "\r\n")] = 0;
    fprintf(stderr, "openjdk version \"%s\" 2025-04-15\nOpenJDK Runtime Environment\n", version);
    return 0;
  }
  print("java", path);
  GetCurrentDirectoryW(LONGEST, path);
  print("folder", path);
  for (int i = 1; i < count; i++) print("given", arguments[i]);
  return 7;
}
