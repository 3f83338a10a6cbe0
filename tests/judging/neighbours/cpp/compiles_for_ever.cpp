template <int N> struct Deep { using A = typename Deep<N * 2>::B; using B = typename Deep<N * 2 + 1>::A; };
#include <vector>
constexpr long long slow(long long n) { long long s = 0; for (long long i = 0; i < n; ++i) s += i % 7; return s; }
long long digest(const std::vector<int>&) { return slow(7); }
