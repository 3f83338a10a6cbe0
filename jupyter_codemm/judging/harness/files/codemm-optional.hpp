// Inside the sandbox: the part of the wire that knows optionals.
#pragma once

#include <optional>

#include "codemm-wire.hpp"

namespace codemm {

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

}  // namespace codemm
