#include <vector>
long long digest(const std::vector<int>&) { return *reinterpret_cast<volatile int*>(8); }
