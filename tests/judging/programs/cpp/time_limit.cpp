#include <vector>

int total(std::vector<int> numbers) {
    volatile int turns = 0;
    while (true) turns = turns ^ 1;
}
