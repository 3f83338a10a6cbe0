// Inside the sandbox: the part of the wire that knows maps.
#pragma once

#include <map>

#include "codemm-wire.hpp"

namespace codemm {

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

}  // namespace codemm
