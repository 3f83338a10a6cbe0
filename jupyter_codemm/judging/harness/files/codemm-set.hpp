// Inside the sandbox: the part of the wire that knows sets.
#pragma once

#include <set>

#include "codemm-wire.hpp"

namespace codemm {

template <class T>
struct Value<std::set<T>> {
    static std::set<T> read(const Json& json) {
        std::set<T> items;
        for (const Json& item : json.items) items.insert(codemm::read<T>(item));
        return items;
    }
    static void write(std::string& out, const std::set<T>& items) { write_items(out, items); }
};

}  // namespace codemm
