#include <iostream>
#include <cstdlib>
int g=0;
int main(){int n; std::cin>>n; std::cout<<++g<<std::endl; if(n==3) std::_Exit(4); if(n==6) abort(); std::cout<<n;}
