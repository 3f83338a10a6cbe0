// Inside the sandbox: the part of the wire that needs no types.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "codemm-wire.hpp"

namespace codemm {
namespace {

class Parser {
public:
    explicit Parser(const std::string& text) : at_(text.data()), end_(at_ + text.size()) {}

    Json value() {
        skip();
        Json json;
        if (at_ == end_) throw std::logic_error("the task ends too early");
        switch (*at_) {
            case '{': return object();
            case '[': return array();
            case '"': json.kind = 's'; json.text = string(); return json;
            default: return word();
        }
    }

private:
    void skip() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n')) ++at_;
    }

    bool take(char c) {
        skip();
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }

    Json array() {
        Json json;
        json.kind = 'a';
        take('[');
        while (!take(']')) {
            json.items.push_back(value());
            take(',');
        }
        return json;
    }

    Json object() {
        Json json;
        json.kind = 'o';
        take('{');
        while (!take('}')) {
            skip();
            json.keys.push_back(string());
            take(':');
            json.items.push_back(value());
            take(',');
        }
        return json;
    }

    Json word() {
        Json json;
        const char* start = at_;
        while (at_ != end_ && *at_ != ',' && *at_ != ']' && *at_ != '}' && *at_ != ' ') ++at_;
        json.text.assign(start, at_);
        json.kind = json.text == "null" ? 'n' : json.text[0] > '9' ? 'b' : 'd';
        return json;
    }

    std::string string() {
        std::string text;
        for (++at_; at_ < end_ && *at_ != '"'; ++at_) {
            if (*at_ == '\\') {
                ++at_;
                escape(text);
            } else {
                text += *at_;
            }
        }
        ++at_;
        return text;
    }

    void escape(std::string& text) {
        switch (*at_) {
            case 'n': text += '\n'; return;
            case 't': text += '\t'; return;
            case 'r': text += '\r'; return;
            case 'b': text += '\b'; return;
            case 'f': text += '\f'; return;
            case 'u': break;
            default: text += *at_; return;
        }
        unsigned code = hex4();
        if (code >= 0xD800 && code < 0xDC00 && end_ - at_ > 6 && at_[1] == '\\' && at_[2] == 'u') {
            at_ += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (hex4() - 0xDC00);
        }
        utf8(text, code);
    }

    unsigned hex4() {
        unsigned code = static_cast<unsigned>(std::stoul(std::string(at_ + 1, at_ + 5), nullptr, 16));
        at_ += 4;
        return code;
    }

    static void utf8(std::string& text, unsigned code) {
        if (code < 0x80) {
            text += static_cast<char>(code);
        } else if (code < 0x800) {
            text += static_cast<char>(0xC0 | code >> 6);
            text += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            text += static_cast<char>(0xE0 | code >> 12);
            text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            text += static_cast<char>(0xF0 | code >> 18);
            text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
            text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }

    const char* at_;
    const char* end_;
};

void write_unit(std::string& out, unsigned unit) {
    static const char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 15];
}

// Length of the well-formed sequence at `i`, and its code point; 0 where the bytes are no UTF-8.
std::size_t sequence(const std::string& text, std::size_t i, unsigned& code) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned lead = byte(i);
    const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return 0;
    code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        if (byte(i + k) >> 6 != 2) return 0;
        code = code << 6 | (byte(i + k) & 0x3F);
    }
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code < least[length] || code > 0x10FFFF ? 0 : length;
}

}  // namespace

const Json* Json::find(const std::string& key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key) return &items[i];
    }
    return nullptr;
}

const Json& Json::at(const std::string& key) const {
    const Json* found = find(key);
    if (!found) throw std::logic_error("the task lacks " + key);
    return *found;
}

Json parse(const std::string& text) { return Parser(text).value(); }

long long integer(const Json& json) {
    long long value = 0;
    std::from_chars(json.text.data(), json.text.data() + json.text.size(), value);
    return value;
}

double real(const Json& json) { return std::strtod(json.text.c_str(), nullptr); }

// Bytes that are no UTF-8 travel as lone surrogates, as Python's surrogateescape writes them.
void write_text(std::string& out, const std::string& value) {
    out += '"';
    for (std::size_t i = 0; i < value.size();) {
        unsigned code = 0;
        const std::size_t length = sequence(value, i, code);
        if (length == 0) {
            write_unit(out, 0xDC00 | static_cast<unsigned char>(value[i]));
        } else if (code == '"' || code == '\\') {
            out += '\\';
            out += static_cast<char>(code);
        } else if (code >= 0x20 && code < 0x7F) {
            out += static_cast<char>(code);
        } else if (code < 0x10000) {
            write_unit(out, code);
        } else {
            write_unit(out, 0xD800 | ((code - 0x10000) >> 10));
            write_unit(out, 0xDC00 | ((code - 0x10000) & 0x3FF));
        }
        i += length ? length : 1;
    }
    out += '"';
}

void write_real(std::string& out, double value) {
    if (std::isnan(value)) {
        out += "\"NaN\"";
    } else if (std::isinf(value)) {
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    } else {
        char text[64];
        const auto done = std::to_chars(text, text + sizeof text, value);
        out.append(text, done.ptr);
    }
}

}  // namespace codemm
