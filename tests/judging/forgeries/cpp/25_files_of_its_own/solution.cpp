// Brings headers named like those of the judge and of the standard library.
#include <vector>
#include "codemm_json.h"

long long digest(std::vector<int> numbers) { return 0; }
