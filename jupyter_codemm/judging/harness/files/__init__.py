"""Sources that run inside the sandbox, shipped as data. Nothing outside imports them."""
