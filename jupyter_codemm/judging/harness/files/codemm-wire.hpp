// Inside the sandbox: JSON into native values of portable types, results into canonical JSON.
// It knows inputs only; the learner's code is compiled apart and cannot include itself into it.
#pragma once

#include <string>
#include <vector>

namespace codemm {

struct Json {
    char kind = 'n';  // n null, b bool, d number, s string, a array, o object
    std::string text;
    std::vector<Json> items;
    std::vector<std::string> keys;

    const Json* find(const std::string& key) const;
    const Json& at(const std::string& key) const;
};

Json parse(const std::string& text);
long long integer(const Json& json);
double real(const Json& json);
void write_text(std::string& out, const std::string& value);
void write_real(std::string& out, double value);

template <class T>
struct Value;

template <class T>
T read(const Json& json) {
    return Value<T>::read(json);
}

template <class T>
void write(std::string& out, const T& value) {
    Value<T>::write(out, value);
}

template <class T>
struct Integer {
    static T read(const Json& json) { return static_cast<T>(integer(json)); }
    static void write(std::string& out, T value) { out += std::to_string(value); }
};

template <>
struct Value<int> : Integer<int> {};

template <>
struct Value<long long> : Integer<long long> {};

template <>
struct Value<bool> {
    static bool read(const Json& json) { return json.text == "true"; }
    static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
};

template <>
struct Value<double> {
    static double read(const Json& json) { return real(json); }
    static void write(std::string& out, double value) { write_real(out, value); }
};

template <>
struct Value<std::string> {
    static std::string read(const Json& json) { return json.text; }
    static void write(std::string& out, const std::string& value) { write_text(out, value); }
};

template <class Items>
void write_items(std::string& out, const Items& items) {
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += ',';
        first = false;
        codemm::write<typename Items::value_type>(out, item);
    }
    out += ']';
}

template <class T>
struct Value<std::vector<T>> {
    static std::vector<T> read(const Json& json) {
        std::vector<T> items;
        for (const Json& item : json.items) items.push_back(codemm::read<T>(item));
        return items;
    }
    static void write(std::string& out, const std::vector<T>& items) { write_items(out, items); }
};

// What the steps on objects of a class have constructed, by name.
class Objects {
public:
    void forget(const std::string& name);
    void keep(const std::string& name, void* object);
    void* at(const std::string& name) const;

private:
    std::vector<std::string> names_;
    std::vector<void*> objects_;
};

using Item = void (*)(const Json& item, std::string& out);
using Step = void (*)(Objects& objects, const Json& step, std::string& out);

int serve(Item run);
int serve_steps(Step take);

}  // namespace codemm
