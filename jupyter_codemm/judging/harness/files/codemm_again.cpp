// Inside the sandbox: a program that has its own main runs on one input after the other. At its end
// it tells what it printed and becomes the same program anew, for the next input. A run that ends in
// any other way leaves no answer: the judge gives that input a process of its own. Without
// CODEMM_ITEM in its environment this does nothing: that is the input's number and, but for the
// first, how many there are and how much may be printed. The first run lays out all inputs in files.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "codemm_json.cpp"

namespace {

constexpr int RESULT_FD = 3;
constexpr int MOST_FDS = 128;
constexpr char NAME[] = "CODEMM_ITEM=";

char** arguments = nullptr;
char next_item[96];
long item = -1;
long count = 0;
std::size_t cap = 0;
timespec started{};

std::string file(const char* name) {
    std::string text;
    const int fd = ::open(name, O_RDONLY);
    char buffer[1 << 16];
    for (ssize_t n; (n = ::read(fd, buffer, sizeof buffer)) > 0;) text.append(buffer, n);
    ::close(fd);
    return text;
}

int opened(const char* name, int flags) {
    const int fd = ::open(name, flags | O_RDWR, 0600);
    if (fd < 0) ::_exit(1);
    return fd;
}

void become(int standard, int fd) {
    ::dup2(fd, standard);
    ::close(fd);
}

std::string input_name(long number) { return "codemm-in-" + std::to_string(number); }

void lay_out() {
    const codemm::Json task = codemm::parse(file("frame"));
    cap = static_cast<std::size_t>(codemm::integer(task.at("cap")));
    for (const codemm::Json& one : task.at("items").items) {
        const codemm::Json* input = one.find("stdin");
        const std::string text = input ? input->text : "";
        const int fd = opened(input_name(count++).c_str(), O_CREAT | O_TRUNC);
        if (::write(fd, text.data(), text.size()) < 0) ::_exit(1);
        ::close(fd);
    }
}

void read_item(const char* at) {
    char* rest = nullptr;
    item = std::strtol(at, &rest, 10);
    if (!*rest) return lay_out();
    count = std::strtol(rest, &rest, 10);
    cap = std::strtoul(rest, &rest, 10);
}

std::string base64(const std::string& bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned long group = 0;
        for (std::size_t k = i; k < i + 3; ++k) {
            group = group << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0);
        }
        for (int shift = 18; shift >= 0; shift -= 6) out += digits[group >> shift & 63];
    }
    for (std::size_t k = bytes.size() % 3; k != 0 && k < 3; ++k) out[out.size() - 3 + k] = '=';
    return out;
}

[[noreturn]] void go_on(const std::string& line) {
    if (::write(RESULT_FD, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        ::_exit(0);
    }
    if (item + 1 < count) {
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        if (::close_range(RESULT_FD + 1, ~0U, 0) != 0) {
            for (int fd = RESULT_FD + 1; fd < MOST_FDS; ++fd) ::close(fd);
        }
        ::execv("/proc/self/exe", arguments);
    }
    ::_exit(0);
}

[[noreturn]] void answer(const std::string& how) {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const long long us =
        (now.tv_sec - started.tv_sec) * 1'000'000LL + (now.tv_nsec - started.tv_nsec) / 1000;
    const std::string printed = file("codemm-out");
    std::string line = "{\"item\":" + std::to_string(item) + ",";
    line += printed.size() > cap ? "\"overflow\":true" : how + ",\"printed\":\"" + base64(printed) + "\"";
    go_on(line + ",\"time_us\":" + std::to_string(us) + "}\n");
}

void ended(int status, void*) {
    std::fflush(nullptr);
    answer("\"code\":" + std::to_string(status & 0xFF));
}

void too_loud(int) {
    char line[80];
    const int size = std::snprintf(line, sizeof line, "{\"item\":%ld,\"overflow\":true}\n", item);
    go_on(std::string(line, size));
}

__attribute__((constructor(101))) void begin(int, char** argv, char**) {
    const char* at = std::getenv("CODEMM_ITEM");
    if (!at) return;
    arguments = argv;
    read_item(at);
    std::snprintf(next_item, sizeof next_item, "%s%ld %ld %zu", NAME, item + 1, count, cap);
    ::putenv(next_item);
    const std::string input = input_name(item);
    become(0, opened(input.c_str(), 0));
    ::unlink(input.c_str());
    become(1, opened("codemm-out", O_CREAT | O_TRUNC));
    rlimit room{};
    ::getrlimit(RLIMIT_FSIZE, &room);
    room.rlim_cur = std::min<rlim_t>(cap + 1, room.rlim_max);
    ::setrlimit(RLIMIT_FSIZE, &room);
    ::signal(SIGXFSZ, too_loud);
    ::on_exit(ended, nullptr);
    clock_gettime(CLOCK_MONOTONIC, &started);
}

}  // namespace

// Told by the guard, before the program ends, of an exception that nobody caught.
extern "C" void codemm_threw(const char* name) {
    if (item >= 0) answer("\"raises\":\"" + std::string(name) + "\"");
}
