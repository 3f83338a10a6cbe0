#include <vector>
long long digest(const std::vector<int>&) { for (volatile int i = 0;; i = i + 1) {} }
