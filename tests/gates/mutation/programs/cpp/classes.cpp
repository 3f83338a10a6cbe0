#include <algorithm>
#include <bitset>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>
#include <stack>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

using ll = long long;
typedef unsigned int uint;
using Grid = std::vector<std::vector<int>>;
static constexpr std::size_t kLimit = 100;

namespace shapes {

class Shape {
public:
    virtual ~Shape() = default;
    [[nodiscard]] virtual double area() const = 0;
    std::string label() const { return name() + ":" + std::to_string(std::lround(area() * 100)); }

protected:
    virtual std::string name() const { return "shape"; }
};

class Square final : public Shape {
public:
    explicit Square(double side) noexcept : side_{side} {}
    double area() const override { return side_ * side_; }

private:
    double side_;
};

}  // namespace shapes

template <typename K, typename V>
class LruCache {
public:
    LruCache(std::size_t capacity) : capacity_(capacity) {}

    V get(const K& key, V fallback) {
        auto it = places_.find(key);
        if (it == places_.end()) return fallback;
        items_.splice(items_.begin(), items_, it->second);
        return it->second->second;
    }

    void put(const K& key, V value) {
        if (auto it = places_.find(key); it != places_.end()) {
            it->second->second = value;
            return;
        }
        items_.emplace_front(key, value);
        places_[key] = items_.begin();
        if (items_.size() > capacity_) {
            places_.erase(items_.back().first);
            items_.pop_back();
        }
    }

    std::size_t size() const;

private:
    std::size_t capacity_;
    std::list<std::pair<K, V>> items_;
    std::unordered_map<K, typename std::list<std::pair<K, V>>::iterator> places_;
};

template <typename K, typename V>
std::size_t LruCache<K, V>::size() const {
    return items_.size();
}

struct Point {
    int x = 0, y = 0;
    bool operator==(const Point& other) const { return x == other.x && y == other.y; }
    bool operator<(const Point& other) const { return x != other.x ? x < other.x : y < other.y; }
    Point operator+(const Point& other) const { return {x + other.x, y + other.y}; }
};

std::ostream& operator<<(std::ostream& out, const Point& p) {
    return out << '(' << p.x << ", " << p.y << ')';
}

ll ways(int n, std::map<int, ll>& memo) {
    if (n < 0) return 0;
    if (n == 0) return 1;
    if (memo.count(n)) return memo[n];
    return memo[n] = ways(n - 1, memo) + ways(n - 2, memo);
}

std::vector<int> two_sum(const std::vector<int>& nums, int target) {
    std::unordered_map<int, int> seen;
    for (int i = 0; i < (int)nums.size(); ++i) {
        auto need = target - nums[i];
        if (const auto it = seen.find(need); it != seen.end()) return {it->second, i};
        seen[nums[i]] = i;
    }
    return {};
}

std::string caesar(std::string text, int shift) {
    for (char& c : text) {
        if (std::isupper(static_cast<unsigned char>(c))) {
            c = 'A' + (c - 'A' + shift + 26) % 26;
        } else if (c >= 'a' && c <= 'z') {
            c = static_cast<char>((c - 'a' + shift) % 26 + 'a');
        }
    }
    std::reverse(text.begin(), text.end());
    return text;
}

int longest_common(std::string_view a, std::string_view b) {
    Grid best(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 1; i <= a.size(); i++)
        for (std::size_t j = 1; j <= b.size(); j++)
            if (a[i - 1] == b[j - 1])
                best[i][j] = best[i - 1][j - 1] + 1;
            else
                best[i][j] = std::max(best[i - 1][j], best[i][j - 1]);
    return best[a.size()][b.size()];
}

void collect(const std::vector<int>& items, size_t from, std::vector<int>& now, Grid& all) {
    all.push_back(now);
    for (size_t i = from; i < items.size(); ++i) {
        now.push_back(items[i]);
        collect(items, i + 1, now, all);
        now.pop_back();
    }
}

bool balanced(const std::string& text) {
    static const std::string opening = "([{", closing = ")]}";
    std::stack<char> open;
    for (const char c : text) {
        if (opening.find(c) != std::string::npos) {
            open.push(c);
            continue;
        }
        const auto kind = closing.find(c);
        if (kind == std::string::npos) continue;
        if (open.empty() || open.top() != opening[kind]) return false;
        open.pop();
    }
    return open.empty();
}

bool is_prime(int n) {
    if (n < 2) return false;
    for (int d = 2; 1LL * d * d <= n; ++d)
        if (n % d == 0) return false;
    return true;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    const auto middle = values.size() / 2;
    return values[middle];
}

ll inversions(std::vector<int>& a, int lo, int hi) {
    if (hi - lo <= 1) return 0;
    int mid = lo + (hi - lo) / 2;
    ll count = inversions(a, lo, mid) + inversions(a, mid, hi);
    std::vector<int> merged;
    merged.reserve(hi - lo);
    int i = lo, j = mid;
    while (i < mid || j < hi) {
        if (j == hi || (i < mid && a[i] <= a[j])) {
            merged.push_back(a[i++]);
        } else {
            count += mid - i;
            merged.push_back(a[j++]);
        }
    }
    std::copy(merged.begin(), merged.end(), a.begin() + lo);
    return count;
}

int components(int n, const std::vector<std::pair<int, int>>& edges) {
    std::vector<int> parent(n);
    std::iota(parent.begin(), parent.end(), 0);
    std::function<int(int)> find = [&](int v) { return parent[v] == v ? v : parent[v] = find(parent[v]); };
    int left = n;
    for (auto [a, b] : edges) {
        int ra = find(a), rb = find(b);
        if (ra != rb) {
            parent[ra] = rb;
            --left;
        }
    }
    return left;
}

uint popcount(uint x) {
    uint count = 0;
    for (; x; x &= x - 1) ++count;
    return count;
}

void bubble(int* values, int n) {
    bool swapped;
    do {
        swapped = false;
        for (int i = 1; i < n; i++) {
            if (*(values + i - 1) > values[i]) {
                std::swap(values[i - 1], values[i]);
                swapped = true;
            }
        }
    } while (swapped);
}

std::variant<int, std::string> parse(const std::string& text) {
    try {
        std::size_t used = 0;
        int value = std::stoi(text, &used);
        if (used == text.size()) return value;
    } catch (const std::exception& e) {
        std::cerr << e.what();
    }
    return text;
}

int main(int argc, char** argv) {
    int n = 0;
    std::cin >> n;
    std::set<Point> points;
    ll sum = 0;
    for (int i = 1; i <= n; ++i) {
        if (i % 3 == 0 || i % 5 == 0) sum += i;
        points.insert({i, -i});
    }
    std::string line, all;
    while (std::getline(std::cin, line)) {
        if (line.empty()) break;
        all += line + "\n";
    }
    for (const auto& [x, y] : points) std::cout << x << ":" << y << (x < n ? ", " : "\n");
    int counts[26] = {};
    for (unsigned char c : all)
        if (std::isalpha(c)) ++counts[std::tolower(c) - 'a'];
    const int most = *std::max_element(std::begin(counts), std::end(counts));
    std::cout << sum << ' ' << most << ' ' << shapes::Square(2).label() << ' ' << (argc > 1 ? argv[1] : "none");
    goto done;
done:
    return most > 0 ? 0 : 1;
}
