"""Java, C++."""
JAVA = CPP = None
class BracesWorkshop:
    def __init__(self, g): pass
