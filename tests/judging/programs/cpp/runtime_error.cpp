#include <vector>

int total(std::vector<int> numbers) {
    return numbers.at(numbers.size());
}
