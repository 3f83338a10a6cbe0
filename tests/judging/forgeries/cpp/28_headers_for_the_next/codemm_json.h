#define CODEMM_JSON_H
#define serve(...) other()
