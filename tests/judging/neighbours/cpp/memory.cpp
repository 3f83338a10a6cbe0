#include <cstdlib>
#include <cstring>
#include <vector>
long long digest(const std::vector<int>&) { for (;;) std::memset(std::malloc(10000000), 1, 10000000); }
