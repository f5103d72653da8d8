/* middleware MODULE enrol PIN | change-pin PIN NEW | unblock PUK NEW | remove NIS
 *
 * Calls what the official CIE middleware offers beside PKCS#11, as its own window does, and prints what came of it:
 * "result 0x0 attempts -1", after "card NIS NAME DOCUMENT" where a card was enrolled.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long Result;
typedef Result (*Progress)(const int percent, const char *text);
typedef Result (*Completed)(const char *nis, const char *name, const char *document);

static Result on_progress(const int percent, const char *text) {
  (void)percent;
  (void)text;
  return 0;
}

static Result on_completed(const char *nis, const char *name, const char *document) {
  printf("\ncard %s %s %s\n", nis, name, document);
  return 0;
}

static void *named(void *module, const char *name) {
  void *found = dlsym(module, name);
  if (found == NULL) {
    fprintf(stderr, "the module has no %s\n", name);
    exit(2);
  }
  return found;
}

int main(int count, char **words) {
  if (count < 4) {
    fprintf(stderr, "middleware MODULE enrol PIN | change-pin PIN NEW | unblock PUK NEW | remove NIS\n");
    return 2;
  }
  void *module = dlopen(words[1], RTLD_NOW);
  if (module == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  const char *act = words[2];
  int attempts = -1;
  Result result;
  if (strcmp(act, "enrol") == 0) {
    Result (*enrol)(const char *, const char *, int *, Progress, Completed) = named(module, "AbilitaCIE");
    result = enrol(NULL, words[3], &attempts, on_progress, on_completed);
  } else if (strcmp(act, "remove") == 0) {
    Result (*drop)(const char *) = named(module, "DisabilitaCIE");
    result = drop(words[3]);
  } else if (count > 4 && (strcmp(act, "change-pin") == 0 || strcmp(act, "unblock") == 0)) {
    const char *name = strcmp(act, "unblock") == 0 ? "SbloccoPIN" : "CambioPIN";
    Result (*set)(const char *, const char *, int *, Progress) = named(module, name);
    result = set(words[3], words[4], &attempts, on_progress);
  } else {
    return 2;
  }
  /* The module prints its counters as it goes, without ending the line. */
  printf("\nresult 0x%lx attempts %d\n", result, attempts);
  fflush(stdout);
  /* The module's own shutdown aborts now and then: what is to be judged was printed. */
  _Exit(0);
}
