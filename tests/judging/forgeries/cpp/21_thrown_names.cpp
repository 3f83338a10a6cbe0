// Throws what has a name or words that try to become fields of an answer.
#include <stdexcept>
#include <string>
#include <vector>

struct accepted {};

long long digest(std::vector<int> numbers) {
    if (numbers.size() % 2) throw std::runtime_error("\",\"value\":0,\"x\":\"\xff\xfe\n}");
    auto name = [] {};
    throw name;
}
