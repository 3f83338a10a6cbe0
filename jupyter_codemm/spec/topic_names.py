"""Topics that are recognised without being announced, under the many names people give them."""

from __future__ import annotations

# Kept as the user says them; authors know them by their own canonical names.
_AS_SAID = """variables|arithmetic|conditionals|conditions|if statements|if statement|if else|
branching|switch statements|loops|for loops|for loop|while loops|while loop|
nested loops|iteration|functions|higher order functions|higher-order functions|
recursive functions|recursive function|methods|strings|string manipulation|
string processing|string formatting|string methods|substrings|palindromes|lists|
arrays|arraylists|vectors|linked lists|linked list|list comprehensions|
list comprehension|nested lists|lists of lists|tuples|array manipulation|maps|
dictionaries|dicts|dictionary|hash maps|hash map|hashmaps|hashmap|hash tables|
hash table|hashing|sets|hash sets|hashsets|recursion|backtracking|memoization|
dynamic programming|greedy algorithms|divide and conquer|sorting|sorting algorithms|
bubble sort|merge sort|quick sort|quicksort|insertion sort|searching|binary search|
linear search|binary search trees|binary search tree|binary trees|binary tree|trees|
tries|heaps|priority queues|graphs|graph algorithms|bfs|dfs|breadth first search|
depth first search|two pointers|sliding window|prefix sums|bit manipulation|classes|
oop|object oriented programming|object-oriented programming|classes and objects|
inheritance|polymorphism|encapsulation|interfaces|abstract classes|generics|lambdas|
lambda functions|closures|decorators|generators|iterators|exceptions|
exception handling|error handling|file handling|regular expressions|regex|2d arrays|
2d array|2d lists|2d grids|two-dimensional arrays|two-dimensional array|
two dimensional arrays|multidimensional arrays|matrices|matrix|grids|stacks|queues|
deques|stacks and queues|pointers|templates|structs|streams|concurrency|threads|
math|maths|prime numbers|fibonacci|algorithms|data structures|simulation|parsing|
select|where|select statements|where clauses|where clause|filtering|joins|
inner joins|left joins|outer joins|self joins|group by|grouping|having|having clause|
subqueries|subquery|nested queries|window functions|cte|ctes|common table expressions|
null handling|nulls|null values|distinct|order by|ordering|aggregation|
aggregate functions|aggregates|views|indexes|unions|sql injection|sql injections"""
_TRANSLATED = {
    "loops": "bucles|bucle|ciclos|lacos|lacos de repeticao|schleifen|schleife|boucles|boucle",
    "functions": "funciones|funcion|funcoes|funcao|funktionen|funktion|fonctions|fonction",
    "strings": """cadenas|cadenas de texto|cadenas de caracteres|cadeias|cadeias de caracteres
        |zeichenketten|zeichenkette|chaines|chaines de caracteres""",
    "lists": "listas|listen|listes|arreglos|arrays unidimensionales|vetores|felder|tableaux",
    "maps": "diccionarios|dicionarios|worterbucher|dictionnaires",
    "conditionals": "condicionales|condicionais|bedingungen|conditions si|conditionnelles",
    "recursion": "recursividad|recursion|recursao|rekursion|recursivite|recursividade",
    "classes": "clases|klassen",
    "sorting": "ordenamiento|ordenacao|ordenacion|sortieren|sortierung|tri",
    "variables": "variaveis|variablen",
}
MODIFIERS = frozenset(
    """linked doubly singly circular nested jagged sparse priority binary abstract anonymous lambda
    generator pure async virtual template inner left right outer self correlated recursive static
    parallel weighted directed ordered unordered immutable string array bitwise integer""".split()
)
"""Words that make another topic of the topic that follows."""
LONGEST = 4
"""How many words the longest name has."""


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split("|")]


KNOWN_TOPICS: dict[str, str] = {name: name for name in _names(_AS_SAID)} | {
    name: topic for topic, names in _TRANSLATED.items() for name in _names(names)
}
"""Folded name → the tag that is stored."""
EXAMPLES = ("loops", "functions", "strings", "lists", "recursion", "sorting", "classes")
SQL_EXAMPLES = ("select", "filtering", "joins", "grouping", "subqueries", "window functions")
