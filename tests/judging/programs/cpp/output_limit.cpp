#include <iostream>
#include <vector>

int total(std::vector<int> numbers) {
    for (int i = 0; i < 20'000; ++i) std::cout << "adding " << numbers.size() << "\n";
    return 0;
}
