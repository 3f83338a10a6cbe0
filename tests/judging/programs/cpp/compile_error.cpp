#include <vector>

int total(std::vector<int> numbers) {
    return sum;
}
