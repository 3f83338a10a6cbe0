// Inside the sandbox: tells the judge which exception ended a program that has its own main.
#include <cxxabi.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

extern "C" void codemm_threw(const char* name) __attribute__((weak));

namespace {

std::terminate_handler usual = nullptr;

void tell() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    int status = 0;
    char* name = type ? abi::__cxa_demangle(type->name(), nullptr, nullptr, &status) : nullptr;
    if (name && status == 0 && !std::strpbrk(name, "\"\\")) {
        if (codemm_threw) codemm_threw(name);
        static const char head[] = "{\"item\":0,\"raises\":\"";
        static const char tail[] = "\"}\n";
        const bool told = ::write(3, head, sizeof head - 1) > 0 &&
                          ::write(3, name, std::strlen(name)) > 0 &&
                          ::write(3, tail, sizeof tail - 1) > 0;
        if (!told) std::abort();
    }
    usual();
}

[[maybe_unused]] const bool installed = (usual = std::set_terminate(tell), true);

}  // namespace
