// Inside the sandbox: the part of the wire that knows tuples.
#pragma once

#include <tuple>
#include <utility>

#include "codemm-wire.hpp"

namespace codemm {

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

}  // namespace codemm
