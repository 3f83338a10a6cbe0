#include <vector>
#include "codemm_usual.hpp"
#include "codemm_json.h"

long long digest(std::vector<int> numbers) { return 0; }
