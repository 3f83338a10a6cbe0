// Lies where the precompiled headers are looked for.
#define main other_main
