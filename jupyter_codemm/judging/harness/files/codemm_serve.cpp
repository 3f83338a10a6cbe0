// Inside the sandbox: reads the task, runs its items and writes the answers to file descriptor 3.
#include <cxxabi.h>
#include <fcntl.h>
#include <stdio_ext.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <typeinfo>

#include "codemm-wire.hpp"

namespace codemm {
namespace {

constexpr int RESULT_FD = 3;
constexpr std::size_t MAX_WORDS = 2000;

std::string file(const char* name) {
    std::string text;
    const int fd = ::open(name, O_RDONLY);
    char buffer[1 << 16];
    for (ssize_t n; (n = ::read(fd, buffer, sizeof buffer)) > 0;) {
        text.append(buffer, static_cast<std::size_t>(n));
    }
    ::close(fd);
    return text;
}

void answer(const std::string& line) {
    for (std::size_t done = 0; done < line.size();) {
        const ssize_t n = ::write(RESULT_FD, line.data() + done, line.size() - done);
        if (n <= 0) std::_Exit(1);
        done += static_cast<std::size_t>(n);
    }
}

std::string current_exception_name() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    if (!type) return "exception";
    int status = 0;
    char* plain = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
    const std::string name = status == 0 ? plain : type->name();
    std::free(plain);
    return name;
}

std::string current_exception_words() {
    try {
        throw;
    } catch (const std::exception& error) {
        return std::string(error.what()).substr(0, MAX_WORDS);
    } catch (const std::string& text) {
        return text.substr(0, MAX_WORDS);
    } catch (const char* text) {
        return std::string(text).substr(0, MAX_WORDS);
    } catch (...) {
        return "";
    }
}

void write_raised(std::string& out) {
    out += "\"raises\":";
    write_text(out, current_exception_name());
    out += ",\"message\":";
    write_text(out, current_exception_words());
}

long long now_us() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
}

void flush() {
    std::cout.flush();
    std::fflush(nullptr);
}

int fresh(const char* name, const std::string& content) {
    const int fd = ::open(name, O_CREAT | O_TRUNC | O_RDWR, 0600);
    if (fd < 0 || ::write(fd, content.data(), content.size()) < 0) std::_Exit(1);
    ::lseek(fd, 0, SEEK_SET);
    return fd;
}

// An item of a batch gets standard streams of its own.
void redirect(const std::string& input) {
    const int in = fresh("codemm-in", input);
    const int out = fresh("codemm-out", "");
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::close(in);
    ::close(out);
    __fpurge(stdin);
    std::clearerr(stdin);
    std::cin.clear();
}

void answer_item(const Json& task, std::size_t index, Item run) {
    const Json& item = task.at("items").items[index];
    const bool batch = task.at("batch").text == "true";
    const std::size_t cap = read<long long>(task.at("cap"));
    const Json* input = item.find("stdin");
    if (batch) redirect(input ? input->text : "");
    std::string line = "{\"item\":" + std::to_string(index) + ",";
    const long long started = now_us();
    try {
        std::string value;
        run(item, value);
        line += value.size() > cap ? "\"overflow\":true" : "\"value\":" + value;
    } catch (...) {
        write_raised(line);
    }
    flush();
    line += ",\"time_us\":" + std::to_string(now_us() - started);
    if (batch) {
        const std::string printed = file("codemm-out");
        line += printed.size() > cap ? ",\"overflow\":true" : ",\"stdout\":";
        if (printed.size() <= cap) write_text(line, printed);
    }
    answer(line + "}\n");
}

Step take_step = nullptr;

void run_steps(const Json& item, std::string& out) {
    Objects objects;
    out += '[';
    for (const Json& step : item.at("steps").items) {
        if (out.size() > 1) out += ',';
        const std::size_t mark = out.size();
        try {
            take_step(objects, step, out);
        } catch (...) {
            out.resize(mark);
            out += "{\"raises\":";
            write_text(out, current_exception_name());
            out += '}';
        }
    }
    out += ']';
}

}  // namespace

void Objects::forget(const std::string& name) { keep(name, nullptr); }

void Objects::keep(const std::string& name, void* object) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (names_[i] == name) {
            objects_[i] = object;
            return;
        }
    }
    names_.push_back(name);
    objects_.push_back(object);
}

void* Objects::at(const std::string& name) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (names_[i] == name && objects_[i]) return objects_[i];
    }
    throw std::logic_error(name + " was not constructed");
}

int serve(Item run) {
    const Json task = parse(file("frame"));
    for (std::size_t i = 0; i < task.at("items").items.size(); ++i) answer_item(task, i, run);
    flush();
    // Leaving at once: threads and destructors that the program left behind add nothing.
    std::_Exit(0);
}

int serve_steps(Step take) {
    take_step = take;
    return serve(run_steps);
}

}  // namespace codemm
