"""What does not belong into the text of an exercise."""

from jupyter_codemm.gates.content.gate import check_content

__all__ = ["check_content"]
