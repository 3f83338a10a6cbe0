#include <algorithm>
#include <array>
#include <climits>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

using namespace std;

constexpr int MOD = 1'000'000'007;
const int SIZE = 26;

template <typename T>
T largest(const std::vector<T>& items) {
    if (items.empty()) {
        throw std::invalid_argument("empty");
    }
    T best = items.front();
    for (const T& item : items) {
        if (best < item) {
            best = item;
        }
    }
    return best;
}

struct Node {
    int value;
    Node* left = nullptr;
    Node* right = nullptr;
    explicit Node(int v) : value(v) {}
};

int depth(const Node* root) {
    if (!root) return 0;
    return 1 + std::max(depth(root->left), depth(root->right));
}

enum class Level { low, high };

Level level_of(double average) {
    return average < 2.5 ? Level::low : Level::high;
}

std::vector<std::pair<std::string, int>> top(const std::map<std::string, int>& counts, size_t limit) {
    std::vector<std::pair<std::string, int>> items(counts.begin(), counts.end());
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
        if (a.second != b.second) return a.second > b.second;
        return a.first < b.first;
    });
    if (items.size() > limit) items.resize(limit);
    return items;
}

std::optional<int> first_repeat(const vector<int>& values) {
    unordered_set<int> seen;
    for (int value : values) {
        if (!seen.insert(value).second) {
            return value;
        }
    }
    return std::nullopt;
}

int shortest(const vector<vector<int>>& grid) {
    int rows = grid.size(), columns = grid[0].size();
    const int dr[] = {0, 1, 0, -1};
    const array<int, 4> dc = {1, 0, -1, 0};
    vector<vector<bool>> seen(rows, vector<bool>(columns, false));
    queue<tuple<int, int, int>> todo;
    todo.push({0, 0, 1});
    seen[0][0] = true;
    while (!todo.empty()) {
        auto [r, c, steps] = todo.front();
        todo.pop();
        if (r == rows - 1 && c == columns - 1) return steps;
        for (int k = 0; k < 4; ++k) {
            int nr = r + dr[k], nc = c + dc[k];
            if (nr < 0 || nc < 0 || nr >= rows || nc >= columns || seen[nr][nc] || grid[nr][nc]) continue;
            seen[nr][nc] = true;
            todo.emplace(nr, nc, steps + 1);
        }
    }
    return -1;
}

long long power(long long base, int exponent) {
    long long result = 1;
    while (exponent > 0) {
        if (exponent & 1) result = result * base % MOD;
        base = base * base % MOD;
        exponent >>= 1;
    }
    return result;
}

string clean(const string& text) {
    string out;
    int counts[SIZE] = {0};
    for (char c : text) {
        if (isalpha(static_cast<unsigned char>(c))) {
            out += static_cast<char>(tolower(c));
            counts[tolower(c) - 'a']++;
        } else if (c == ' ' && !out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    auto best = max_element(counts, counts + SIZE);
    return out + ":" + string(1, char('a' + (best - counts)));
}

int closest(vector<int> values, int target) {
    sort(values.begin(), values.end());
    auto it = lower_bound(values.begin(), values.end(), target);
    if (it == values.end()) return *prev(it);
    if (it != values.begin() && target - *(it - 1) <= *it - target) --it;
    return *it;
}

double mean(const vector<double>& values) {
    double sum = accumulate(values.begin(), values.end(), 0.0);
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

vector<string> words_of(const string& line) {
    istringstream in(line);
    vector<string> words;
    string word;
    while (in >> word) {
        words.push_back(word);
    }
    return words;
}

int kth_smallest(const vector<int>& values, int k) {
    priority_queue<int, vector<int>, greater<int>> heap(values.begin(), values.end());
    for (int i = 1; i < k && !heap.empty(); i++) heap.pop();
    return heap.empty() ? INT_MIN : heap.top();
}

function<int(int)> adder(int amount) {
    return [amount](int x) { return x + amount; };
}

bool is_palindrome(string_view text) {
    size_t i = 0, j = text.size();
    while (i < j) {
        if (text[i++] != text[--j]) return false;
    }
    return true;
}

void rotate_left(vector<int>& values, int k) {
    int n = static_cast<int>(values.size());
    if (n == 0) return;
    k = ((k % n) + n) % n;
    reverse(values.begin(), values.begin() + k);
    reverse(values.begin() + k, values.end());
    reverse(values.begin(), values.end());
}

std::unique_ptr<Node> make(int v) {
    auto node = std::make_unique<Node>(v);
    node->value += 1;
    return node;
}
