// Macros over every word that the bridge writes.
#include <vector>

long long digest(std::vector<int> numbers) { return 0; }

#define decltype(x) codemm_bridge::rmain
#define static_assert(...) struct ignored
#define codemm_bridge codemm_bridge
#define codemm_call_main codemm_call_main(std::vector<int>&); extern "C" int unused
#define main unused_main
#define std std
