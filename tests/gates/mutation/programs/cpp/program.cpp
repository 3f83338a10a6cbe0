#include <cstdio>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#define REP(i, n) for (int i = 0; i < (n); i++)
#ifdef LOCAL
#define LOG(x) std::cerr << x << std::endl
#else
#define LOG(x)
#endif

class Bank {
public:
    explicit Bank(long long start) : total_(start), count_{0} { ++accounts; }
    virtual ~Bank() = default;
    virtual bool accepts(long long cents) const = 0;

    void deposit(const std::string& name, long long cents) {
        if (cents <= 0) throw "bad";
        balances_[name] += cents;
        total_ += cents;
    }

    bool withdraw(const std::string& name, long long cents) {
        auto found = balances_.find(name);
        if (found == balances_.end() || found->second < cents) return false;
        found->second -= cents;
        total_ -= cents;
        return true;
    }

    long long total() const { return total_; }
    static int accounts;

private:
    std::map<std::string, long long> balances_;
    long long total_;
    int count_;
};

int Bank::accounts = 0;

class Open : public Bank {
public:
    using Bank::Bank;
    bool accepts(long long cents) const override { return cents > 0; }
};

bool operator<(const Open& a, const Open& b) { return a.total() < b.total(); }

int main() {
    std::ios::sync_with_stdio(false);
    int n;
    if (!(std::cin >> n)) return 1;
    Open bank(0);
    std::vector<std::string> log;
    REP(i, n) {
        std::string command, name;
        long long cents = 0;
        std::cin >> command >> name >> cents;
        if (command == "deposit") {
            bank.deposit(name, cents);
        } else if (command == "withdraw" && !bank.withdraw(name, cents)) {
            log.push_back(R"(refused "it")");
            continue;
        } else if (command == "quit") {
            break;
        }
        LOG(i);
        std::cout << i + 1 << ' ' << bank.total() << '\n';
    }
    switch (log.size() % 3) {
        case 0: std::cout << "none\n"; break;
        case 1: { std::cout << "one\n"; } break;
        default: std::cout << "many\n";
    }
    for (const auto& line : log) std::cout << line << "\n";
    std::printf("%.2f %d\n", bank.total() / 100.0, Bank::accounts);
    std::cout << std::fixed << std::setprecision(2) << bank.total() / 7.0 << std::endl;
    int k = 10;
    do { k -= 3; } while (k > 0);
    for (;;) { if (k++ > 5) break; }
    return 0;
}
