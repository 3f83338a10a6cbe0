#include <iostream>
// SOLUTION
int main() {
    int least = 0;
    std::cin >> least;
    std::vector<std::string> words;
    for (std::string word; std::cin >> word;) words.push_back(word);
    for (const auto& word : frequent(least, words)) std::cout << word << '\n';
}
