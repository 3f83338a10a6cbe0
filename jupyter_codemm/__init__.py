"""jupyter_codemm: chat about what to practise, get proven exercises as notebooks."""

__version__ = "0.1.0"
