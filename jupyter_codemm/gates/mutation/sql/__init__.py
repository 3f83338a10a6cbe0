class SqlWorkshop: pass
