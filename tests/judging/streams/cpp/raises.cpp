#include <iostream>
#include <stdexcept>
int main(){int n; std::cin>>n; std::cout<<n*2<<'\n'; if(n==5) throw std::runtime_error("x");}
