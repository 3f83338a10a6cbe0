#include <algorithm>
#include <map>
#include <string>
#include <vector>

std::vector<std::string> frequent(int least, const std::vector<std::string>& words) {
    std::map<std::string, int> counts;
    for (const auto& word : words) ++counts[word];
    std::vector<std::string> found;
    for (const auto& [word, count] : counts) {
        if (count >= least) found.push_back(word);
    }
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    });
    return found;
}
