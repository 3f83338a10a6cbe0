// Shows what the compiler may read, in its messages and in the program.
#include <iostream>
#include <string>
#include <vector>

#if __has_include("../frame")
#include "../frame"
#endif
#if __has_include("/box/run-1/frame")
#include "/box/run-1/frame"
#endif
#if __has_include("/proc/1/environ")
#include "/proc/1/environ"
#endif

std::string twist(std::string text) { return text; }
