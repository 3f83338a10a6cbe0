#define serve unused_serve
#define write_text unused_text
