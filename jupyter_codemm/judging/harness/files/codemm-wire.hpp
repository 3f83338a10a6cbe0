// Inside the sandbox: JSON into native values of portable types, results into canonical JSON.
// It knows inputs only; the learner's code is compiled apart and cannot include itself into it.
#pragma once

#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace codemm {

struct Json {
    char kind = 'n';  // n null, b bool, d number, s string, a array, o object
    std::string text;
    std::vector<Json> items;
    std::vector<std::string> keys;

    const Json* find(const std::string& key) const {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (keys[i] == key) return &items[i];
        }
        return nullptr;
    }
    const Json& at(const std::string& key) const {
        const Json* found = find(key);
        if (!found) throw std::logic_error("the task lacks " + key);
        return *found;
    }
};

Json parse(const std::string& text);
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
    static T read(const Json& json) {
        T value = 0;
        std::from_chars(json.text.data(), json.text.data() + json.text.size(), value);
        return value;
    }
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
    static double read(const Json& json) { return std::strtod(json.text.c_str(), nullptr); }
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

template <class T>
struct Value<std::set<T>> {
    static std::set<T> read(const Json& json) {
        std::set<T> items;
        for (const Json& item : json.items) items.insert(codemm::read<T>(item));
        return items;
    }
    static void write(std::string& out, const std::set<T>& items) { write_items(out, items); }
};

template <class K, class V>
struct Value<std::pair<const K, V>> {
    static void write(std::string& out, const std::pair<const K, V>& pair) {
        out += '[';
        codemm::write<K>(out, pair.first);
        out += ',';
        codemm::write<V>(out, pair.second);
        out += ']';
    }
};

template <class K, class V>
struct Value<std::map<K, V>> {
    static std::map<K, V> read(const Json& json) {
        std::map<K, V> pairs;
        for (const Json& pair : json.items) {
            pairs[codemm::read<K>(pair.items.at(0))] = codemm::read<V>(pair.items.at(1));
        }
        return pairs;
    }
    static void write(std::string& out, const std::map<K, V>& pairs) { write_items(out, pairs); }
};

template <class T>
struct Value<std::optional<T>> {
    static std::optional<T> read(const Json& json) {
        if (json.kind == 'n') return std::nullopt;
        return codemm::read<T>(json);
    }
    static void write(std::string& out, const std::optional<T>& value) {
        if (value) {
            codemm::write<T>(out, *value);
        } else {
            out += "null";
        }
    }
};

template <class... Ts>
struct Value<std::tuple<Ts...>> {
    using Tuple = std::tuple<Ts...>;

    static Tuple read(const Json& json) { return read_all(json, std::index_sequence_for<Ts...>{}); }
    static void write(std::string& out, const Tuple& value) {
        out += '[';
        write_all(out, value, std::index_sequence_for<Ts...>{});
        out += ']';
    }

private:
    template <std::size_t... I>
    static Tuple read_all(const Json& json, std::index_sequence<I...>) {
        return Tuple{codemm::read<Ts>(json.items.at(I))...};
    }
    template <std::size_t... I>
    static void write_all(std::string& out, const Tuple& value, std::index_sequence<I...>) {
        ((out += I ? "," : "", codemm::write<Ts>(out, std::get<I>(value))), ...);
    }
};

using Item = void (*)(const Json& item, std::string& out);
using Step = void (*)(std::map<std::string, void*>& objects, const Json& step, std::string& out);

int serve(Item run);
int serve_steps(Step take);

}  // namespace codemm
