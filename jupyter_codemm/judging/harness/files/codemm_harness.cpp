// Inside the sandbox: everything of the harness that no problem changes, in one unit.
#include "codemm_json.cpp"
#include "codemm_serve.cpp"
