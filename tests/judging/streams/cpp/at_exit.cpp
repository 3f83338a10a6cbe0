#include <iostream>
#include <cstdio>
struct S{~S(){std::puts("bye");}} s;
int main(){std::ios::sync_with_stdio(false); int n; std::cin>>n; std::cout<<n;}
