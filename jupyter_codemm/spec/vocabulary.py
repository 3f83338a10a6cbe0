"""Words that the authoring loop knows: in English and, for the core, in four more languages."""

from __future__ import annotations

from jupyter_codemm.contracts.base import Difficulty, Language

LANGUAGE_TITLES: dict[Language, str] = {
    "python": "Python",
    "java": "Java",
    "cpp": "C++",
    "sql": "SQL",
}
_DIFFICULTIES: dict[Difficulty, str] = {
    "easy": """easy easiest simple beginner facil faciles faceis sencillo sencillos sencilla
        sencillas einfach einfache einfachen leicht leichte leichten facile facili""",
    "medium": """medium mediums moderate intermediate mid-level medio media medios medias
        intermedio intermedios intermedia intermedias mittel mittlere mittleren mittelschwer
        mittelschwere moyen moyens moyenne moyennes""",
    "hard": """hard hardest difficult challenging advanced tough dificil dificiles dificeis schwer
        schwere schweren schwierig schwierige schwierigen difficile difficiles""",
}
DIFFICULTY_WORDS: dict[str, Difficulty] = {
    word: difficulty for difficulty, words in _DIFFICULTIES.items() for word in words.split()
}

SINGULAR_NOUNS = frozenset(
    """problem question exercise task challenge puzzle one problema ejercicio pregunta exercicio
    questao aufgabe ubung frage probleme exercice""".split()
)
PLURAL_NOUNS = frozenset(
    """problems questions exercises tasks challenges puzzles ones problemas ejercicios preguntas
    exercicios questoes aufgaben ubungen fragen problemes exercices""".split()
)
PROBLEM_NOUNS = SINGULAR_NOUNS | PLURAL_NOUNS
COUNTED_NOUNS = PROBLEM_NOUNS - {"one", "ones"}
"""What a number in front turns into a number of problems. ("probleme" is one in French, several in
German.)"""

ALL_WORDS = frozenset(
    """all half only just every everything each entirely exclusively todos todas todo solo solamente
    apenas somente alle alles nur tous toutes tout uniquement seulement""".split()
)
MOSTLY = frozenset("mostly mainly primarily meistens hauptsachlich sobretodo surtout".split())
REST = frozenset("rest remaining remainder others resto reste restlichen".split())
LEVEL_NOUNS = frozenset(
    "difficulty level difficulties levels dificultad dificuldade nivel schwierigkeit niveau".split()
)
ADJECTIVES = frozenset(
    """short little small nice good quick coding programming code practice different separate
    simple really very fairly pretty rather relatively super new fresh interactive fun
    interesting more other single individual total self-contained""".split()
)
JOINERS = frozenset("and plus y e und et o or oder ou u to a bis then".split())

# Function words of five languages: a phrase that holds one is a sentence, not a topic.
FUNCTION_WORDS = frozenset(
    """i you he she it we they me my mine your our us them this that these those there here who
    what which when where why how is are was were be been am do does did done have has had can
    could will would shall should may might must if so than too very much many lot lots some any
    each every more less most least also again just only really maybe perhaps please thanks
    thank hello hi hey ok okay yes no not sure well fine great want wants wanted need needs like
    likes love hate think know find give make create generate write build get set let let's lets
    go see show try use using used start teach help start change switch replace keep put add
    remove drop include exclude cover covers take day today tomorrow week month year minute
    minutes hour hours time monday tuesday wednesday thursday friday saturday sunday
    introduction intro student students class homework exam test tests people kid kids beginner
    beginners level levels difficulty mode style topic topics thing things stuff something
    anything everything nothing none whatever return returns returned returning print prints
    printing stdout mixed mix own average top now then next first last same other another one
    ones up choose decide pick care matter matters preference choice call left
    i'm i'd i'll it's that's don't can't won't about on in for with of from by at as to the a an
    and or but because while quiero quisiera quieres necesito puedes podrias hacer hazme dame
    sobre para por con sin muy mas que el la los las un una unos unas mi me lo es son de del en
    practicar aprender gustaria favor gracias quero queria gostaria preciso pode fazer eu voce
    uns umas os as do da dos das na no nos nas com sem muito obrigado aprender praticar ich du
    er sie wir mochte mochten will brauche bitte danke kann konnen uber mit ohne fur zu zum zur
    den dem der die das ein eine einen sehr und oder aber nicht kein keine haben machen gib mir
    uben lernen ist sind bin aus auf von je tu il elle nous vous veux voudrais voudrait besoin
    peux pouvez faire donne donnez moi sur avec sans pour les des le une tres merci est sont
    suis et ou mais pas apprendre pratiquer""".split()
)


def difficulty(word: str) -> Difficulty | None:
    """Return the difficulty that a folded word names."""
    return DIFFICULTY_WORDS.get(word)
