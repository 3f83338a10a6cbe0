"""Canonical topics, and the many names under which people ask for them.

A name that is not known is no topic: nothing here guesses.
"""

from __future__ import annotations

import re

IMPERATIVE_TOPICS: tuple[str, ...] = (
    "variables",
    "arithmetic",
    "conditionals",
    "loops",
    "functions",
    "strings",
    "lists",
    "maps",
    "sets",
    "recursion",
    "sorting",
    "searching",
    "classes",
    "2d arrays",
    "stacks",
    "queues",
)
SQL_TOPICS: tuple[str, ...] = (
    "select",
    "filtering",
    "joins",
    "grouping",
    "having",
    "subqueries",
    "window functions",
    "cte",
    "null handling",
    "distinct",
    "ordering",
    "aggregation",
)

_ALIASES: dict[str, str] = {
    "variables": """variable|var|vars|assignment|assignments|assigning variables
        |variable assignment|declaring variables|basics|the basics
        |programming basics|basic programming|variables and types""",
    "arithmetic": """math|maths|mathematics|basic math|basic maths|numbers|integer|integers
        |int|ints|arithmetic operations|arithmetic operators|operators
        |calculation|calculations|modulo|modulus|division|integer division
        |integer arithmetic|digits|digit|expressions|math operations""",
    "conditionals": """conditional|condition|conditions|if|ifs|if else|if elif else
        |if statement|if statements|if else statement|if else statements
        |if then else|else if|elif|switch|switch case|switch statement
        |switch statements|branching|branch|branches|decision|decisions
        |decision making|selection statement|selection statements|boolean logic
        |booleans|boolean|conditional statement|conditional statements
        |conditional logic|match case|comparison|comparisons""",
    "loops": """loop|looping|for|for loop|for loops|while|while loop|while loops
        |for and while loops|for each|foreach|for each loop|for each loops
        |do while|do while loop|do while loops|iteration|iterations|iterating
        |nested loop|nested loops|range|repetition|counting loop|counting loops""",
    "functions": """function|func|funcs|fn|def|defining functions|writing functions
        |static methods|static method|helper function|helper functions
        |parameters|parameter|arguments|return value|return values|procedures
        |procedure|subroutine|subroutines|function calls|function composition
        |decomposition""",
    "strings": """string|str|strs|text|texts|text processing|string manipulation
        |string processing|string handling|string methods|string operations
        |characters|character|chars|char|substring|substrings|std string
        |std::string|stringbuilder|string builder|palindrome|palindromes""",
    "lists": """list|array|arrays|arraylist|array list|arraylists|array lists|vector
        |vectors|std vector|std::vector|std array|linear lists|1d array
        |1d arrays|one dimensional arrays|python lists|java lists
        |list processing|list operations|array manipulation|list manipulation
        |int array|integer arrays|list indexing|indexing""",
    "maps": """map|dict|dicts|dictionary|dictionaries|python dictionaries|python dicts
        |hash map|hash maps|hashmap|hashmaps|hash table|hash tables|hashtable
        |hashtables|treemap|treemaps|tree map|tree maps|associative array
        |associative arrays|unordered map|unordered maps|unordered_map|std map
        |std::map|std::unordered_map|key value|key value pairs|key value stores
        |lookup table|lookup tables|hashing|frequency count|frequency counts
        |frequency counting""",
    "sets": """set|hash set|hash sets|hashset|hashsets|treeset|treesets|tree set
        |unordered set|unordered sets|unordered_set|std set|std::set
        |std::unordered_set|set operations|unique values|uniqueness|duplicates
        |deduplication|removing duplicates|intersection""",
    "recursion": """recursive|recursive function|recursive functions|recursive method
        |recursive methods|recursions|recursive algorithms|recursive thinking
        |base case""",
    "sorting": """sort|sorts|sorted|sorting algorithm|sorting algorithms|sorting lists
        |sorting arrays|comparator|comparators|custom sort|custom sorting
        |sort keys""",
    "searching": """search|searches|search algorithm|search algorithms|linear search
        |searching algorithms""",
    "classes": """class|oop|oops|object oriented|object oriented programming
        |object orientation|objects|object|oo|oo programming|classes and objects
        |objects and classes|encapsulation|constructors|constructor
        |instance methods|methods|fields|attributes|structs|struct|data classes
        |dataclass|dataclasses|invariants|getters and setters""",
    "2d arrays": """2d array|2 d array|2 d arrays|2d list|2d lists|2d|2d grid|2d grids
        |2d vector|2d vectors|two dimensional array|two dimensional arrays
        |two dimensional lists|matrix|matrices|grid|grids|nested list
        |nested lists|nested array|nested arrays|multidimensional array
        |multidimensional arrays|multi dimensional arrays|tables of numbers
        |lists of lists|list of lists|array of arrays|arrays of arrays
        |vector of vectors""",
    "stacks": """stack|lifo|std stack|std::stack|push and pop|stack operations|brackets
        |bracket matching|balanced brackets|balanced parentheses|parentheses""",
    "queues": """queue|fifo|deque|deques|double ended queue|double ended queues|std queue
        |std::queue|std::deque|arraydeque|queue operations|queue simulation
        |round robin|waiting line|waiting lines""",
    "select": """selects|select statement|select statements|select query|select queries
        |simple select|basic queries|basic query|basic select|projection|columns
        |simple queries|querying|sql basics|queries|query""",
    "filtering": """filter|filters|where|where clause|where clauses|filter rows
        |filtering rows|predicates|row filtering|in operator""",
    "joins": """join|inner join|inner joins|left join|left joins|outer join|outer joins
        |left outer join|left outer joins|table joins|joining tables|join tables
        |anti join|anti joins|sql joins
        |multi table queries""",
    "grouping": """group|group by|groupby|group by clause|grouping rows|grouped queries""",
    "having": """having clause|having clauses|group by having|filtering groups
        |filter groups""",
    "subqueries": """subquery|sub query|sub queries|nested query|nested queries|inner query
        |inner queries|correlated subquery|correlated subqueries|exists
        |not exists|scalar subquery|scalar subqueries""",
    "window functions": """window function|window|windows|windowing|over clause|partition by|rank
        |ranking|row number|row_number|dense rank|dense_rank|running total
        |running totals|row_number()|rank()|analytic functions|analytical functions
        |sql window functions""",
    "cte": """ctes|common table expression|common table expressions|with clause
        |with clauses|with query|with queries|with statement""",
    "null handling": """null|nulls|null value|null values|handling null|handling nulls
        |missing values|coalesce|is null|is not null|ifnull|three valued logic
        |null logic""",
    "distinct": """select distinct|distinct values|unique rows|distinct rows|count distinct""",
    "ordering": """order|order by|order by clause|ordering rows|sorting rows
        |ordered results|limit|order by and limit|top n""",
    "aggregation": """aggregate|aggregates|aggregations|aggregate function|aggregate functions
        |count|sum|avg|average|averages|min and max|min|max|count(*)|counting rows
        |sql aggregation|summary statistics""",
}
_IN_SQL = {"sorting": "ordering"}
_NOISE = re.compile(
    r"^(?:(?:the|a|an|some|simple|basic|using|use of|working with|about|with|on)\s+)+"
    r"|\s+(?:problems?|exercises?|questions?|tasks?|practice)$"
    r"|\s+in\s+(?:python|java|c\+\+|cpp|sql)$"
    r"|^(?:python|java|c\+\+|cpp|sql)\s+"
)


def _table() -> dict[str, str]:
    table = {name: name for name in (*IMPERATIVE_TOPICS, *SQL_TOPICS)}
    for name, spellings in _ALIASES.items():
        for spelling in spellings.split("|"):
            table.setdefault(_plain(spelling), name)
    return table


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-_/.,;&+]+", " ", text.casefold()).split())


_CANONICAL = _table()


def canonical(topic: str, language: str = "") -> str | None:
    """Return the canonical name of a topic, or None when the name is not known.

    Case, hyphens, spacing, a leading "simple …" and a trailing "… problems" do not matter. With a
    language, a word that means something else there is read as it is meant there.
    """
    raw = topic.casefold().strip()
    stripped = _NOISE.sub("", _NOISE.sub("", raw))
    for text in (_plain(raw), _plain(stripped)):
        if text in _CANONICAL:
            name = _CANONICAL[text]
            return _IN_SQL.get(name, name) if language == "sql" else name
    return None


def topics_of(language: str) -> tuple[str, ...]:
    """Return the canonical topics that belong to a language."""
    return SQL_TOPICS if language == "sql" else IMPERATIVE_TOPICS
