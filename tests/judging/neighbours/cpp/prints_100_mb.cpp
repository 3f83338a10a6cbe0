#include <cstdio>
#include <vector>
long long digest(const std::vector<int>&) { for (int i = 0; i < 100000000; ++i) std::putchar(120); return 7; }
