#include <iostream>
int main(){int n; std::cin>>n; while(n==4) {volatile int x=0;} std::cout<<n;}
