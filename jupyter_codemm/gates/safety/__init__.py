"""What the code of a draft may use: plain computation, and the input and output of its kind."""

from jupyter_codemm.gates.safety.gate import check_safety

__all__ = ["check_safety"]
