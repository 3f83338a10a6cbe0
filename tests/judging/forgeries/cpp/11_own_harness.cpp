// Defines the functions of the harness itself.
#include <string>
#include <vector>

namespace codemm {
struct Json;
using Item = void (*)(const Json& item, std::string& out);
__attribute__((visibility("default"))) int serve(Item) { return 0; }
void write_real(std::string& out, double) { out += "true"; }
}  // namespace codemm

long long digest(std::vector<int> numbers) { return 0; }
