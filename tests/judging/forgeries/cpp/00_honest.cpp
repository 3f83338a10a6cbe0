#include <vector>

long long digest(const std::vector<int>& numbers) {
    long long result = 7;
    for (int number : numbers) result = 31 * result + number;
    return result;
}
