#include "/usr/include/unistd.h"
#define write(...) 0
