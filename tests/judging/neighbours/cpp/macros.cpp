#define digest other
#define int long
#define return throw
#include <vector>
long long digest(const std::vector<int>&) { return 7; }
