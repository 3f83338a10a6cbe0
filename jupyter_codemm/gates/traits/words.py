"""Names of the libraries that tell what a program is about."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PYTHON_TEXT = _words(
    """upper lower title capitalize swapcase replace startswith endswith isdigit isalpha isalnum
    isspace isupper islower zfill ljust rjust center partition rpartition casefold translate
    maketrans format removeprefix removesuffix isnumeric encode split join strip rstrip lstrip
    splitlines find rfind ord chr ascii_lowercase ascii_uppercase ascii_letters"""
)
PYTHON_TEXT_OR_INPUT = _words("split join strip rstrip lstrip splitlines find rfind")
PYTHON_LIST = _words("append insert extend reverse pop remove index list enumerate zip range")
PYTHON_MAPS = _words("dict defaultdict Counter OrderedDict setdefault items fromkeys")
PYTHON_SETS = _words("set frozenset issubset issuperset union intersection difference")
PYTHON_SORTS = _words("sorted sort heapify heappush heappop nlargest nsmallest insort insort_left")
PYTHON_SEARCHES = _words("index find rfind next any bisect bisect_left bisect_right max min")
PYTHON_SUMS = _words("sum divmod abs pow round gcd lcm sqrt isqrt floor ceil prod fsum comb")
PYTHON_QUEUES = _words("popleft appendleft deque Queue SimpleQueue")

TEXT_CALLS = _words(
    """charAt substring indexOf lastIndexOf toUpperCase toLowerCase toCharArray chars trim strip
    startsWith endsWith replace replaceAll isDigit isLetter isLetterOrDigit isUpperCase isLowerCase
    substr find_first_of find_last_of find_first_not_of toupper tolower isdigit isalpha isalnum
    isspace isupper islower to_string deleteCharAt setCharAt getNumericValue repeat concat"""
)
LIST_TYPES = _words("List ArrayList LinkedList vector array Arrays deque list")
MAP_TYPES = _words(
    """Map HashMap TreeMap LinkedHashMap EnumMap SortedMap NavigableMap map unordered_map multimap
    groupingBy toMap"""
)
SET_TYPES = _words(
    """Set HashSet TreeSet LinkedHashSet EnumSet SortedSet NavigableSet BitSet set unordered_set
    multiset bitset distinct toSet"""
)
SORT_CALLS = _words(
    """sort stable_sort partial_sort nth_element sorted make_heap sort_heap PriorityQueue
    priority_queue parallelSort"""
)
SEARCH_CALLS = _words(
    """find find_if find_if_not contains indexOf lastIndexOf binarySearch binary_search lower_bound
    upper_bound equal_range any_of all_of none_of anyMatch allMatch noneMatch findFirst findAny
    max_element min_element count_if"""
)
SUM_CALLS = _words(
    """abs pow sqrt max min floor ceil round floorMod floorDiv gcd lcm accumulate sum hypot fabs
    multiply subtract divide mod remainder reduce"""
)
CHOICE_CALLS = _words("max min clamp signum compare")
LOOP_CALLS = _words(
    """stream forEach for_each transform accumulate copy_if count_if any_of all_of none_of iota
    IntStream chars range rangeClosed remove_if"""
)
STACK_TYPES = _words("Stack stack Deque ArrayDeque")
QUEUE_TYPES = _words("Queue ArrayDeque Deque LinkedList queue deque")
QUEUE_CALLS = _words("poll pollFirst removeFirst pop_front offer front peekFirst")
POP_CALLS = _words("pop pop_back removeLast pollLast deleteCharAt setLength resize")
PUSH_CALLS = _words("push push_back addLast offerLast addFirst add append emplace_back emplace")
