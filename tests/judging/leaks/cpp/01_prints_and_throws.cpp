// Prints its input everywhere, throws it, and aborts with it.
#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>

std::string twist(std::string text) {
    std::cout << text << std::endl;
    std::cerr << text << std::endl;
    std::perror(text.c_str());
    throw std::runtime_error(text);
}
