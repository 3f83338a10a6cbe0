import java.util.*;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

interface Shape {
    double area();

    default String label() {
        return getClass().getSimpleName() + ":" + Math.round(area() * 100) / 100.0;
    }
}

abstract class Base implements Shape {
    protected final String name;
    private static int made = 0;

    protected Base(String name) {
        this.name = name;
        made += 1;
    }

    static int made() {
        return made;
    }

    abstract int sides();
}

final class Square extends Base {
    private final double side;

    Square(double side) {
        super("square");
        this.side = side;
    }

    @Override
    public double area() {
        return side * side;
    }

    @Override
    int sides() {
        return 4;
    }
}

class LruCache<K, V> {
    private final int capacity;
    private final LinkedHashMap<K, V> map = new LinkedHashMap<>(16, 0.75f, true);

    LruCache(int capacity) {
        this.capacity = capacity;
    }

    V get(K key, V fallback) {
        return map.containsKey(key) ? map.get(key) : fallback;
    }

    void put(K key, V value) {
        map.put(key, value);
        if (map.size() > capacity) {
            K oldest = map.keySet().iterator().next();
            map.remove(oldest);
        }
    }
}

class Node {
    int value;
    Node next;

    Node(int value, Node next) {
        this.value = value;
        this.next = next;
    }
}

public class Solution {
    static Node reversed(Node head) {
        Node previous = null;
        Node current = head;
        while (current != null) {
            Node after = current.next;
            current.next = previous;
            previous = current;
            current = after;
        }
        return previous;
    }

    static long ways(int n, Map<Integer, Long> memo) {
        if (n < 0) return 0;
        if (n == 0) return 1;
        if (memo.containsKey(n)) return memo.get(n);
        long result = ways(n - 1, memo) + ways(n - 2, memo);
        memo.put(n, result);
        return result;
    }

    static int[] twoSum(int[] nums, int target) {
        var seen = new HashMap<Integer, Integer>();
        for (var i = 0; i < nums.length; i++) {
            var need = target - nums[i];
            if (seen.containsKey(need)) return new int[] {seen.get(need), i};
            seen.put(nums[i], i);
        }
        throw new IllegalArgumentException("no pair");
    }

    static String caesar(String text, int shift) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (Character.isUpperCase(c)) {
                out.append((char) ('A' + (c - 'A' + shift + 26) % 26));
            } else if (Character.isLowerCase(c)) {
                out.append((char) ((c - 'a' + shift) % 26 + 'a'));
            } else {
                out.append(c);
            }
        }
        return out.reverse().toString();
    }

    static int longestCommon(String a, String b) {
        int[][] best = new int[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++)
            for (int j = 1; j <= b.length(); j++)
                if (a.charAt(i - 1) == b.charAt(j - 1)) best[i][j] = best[i - 1][j - 1] + 1;
                else best[i][j] = Math.max(best[i - 1][j], best[i][j - 1]);
        return best[a.length()][b.length()];
    }

    static List<List<Integer>> subsets(List<Integer> items) {
        List<List<Integer>> all = new ArrayList<>();
        collect(items, 0, new ArrayList<>(), all);
        return all;
    }

    private static void collect(List<Integer> items, int from, List<Integer> now, List<List<Integer>> all) {
        all.add(new ArrayList<>(now));
        for (int i = from; i < items.size(); i++) {
            now.add(items.get(i));
            collect(items, i + 1, now, all);
            now.remove(now.size() - 1);
        }
    }

    static List<Integer> kLargest(Collection<Integer> values, int k) {
        PriorityQueue<Integer> heap = new PriorityQueue<>((x, y) -> x - y);
        for (Integer value : values) {
            heap.offer(value);
            if (heap.size() > k) heap.poll();
        }
        List<Integer> result = new ArrayList<>(heap);
        Collections.sort(result, Collections.reverseOrder());
        return result;
    }

    static boolean balanced(String text) {
        Stack<Character> open = new Stack<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("([{".indexOf(c) >= 0) {
                open.push(c);
            } else {
                int kind = ")]}".indexOf(c);
                if (kind < 0) continue;
                if (open.isEmpty() || open.pop() != "([{".charAt(kind)) return false;
            }
        }
        return open.isEmpty();
    }

    static int apply(int a, int b, IntBinaryOperator operator) {
        return operator.applyAsInt(a, b);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 0 ? (sorted[middle - 1] + sorted[middle]) / 2.0 : sorted[middle];
    }

    static boolean isPrime(final int n) {
        if (n < 2) return false;
        for (int d = 2; (long) d * d <= n; d++) if (n % d == 0) return false;
        return true;
    }

    static Optional<String> longest(String[] words) {
        String best = null;
        for (String word : words) if (best == null || word.length() > best.length()) best = word;
        return Optional.ofNullable(best);
    }

    static int parse(String text) {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            value = -1;
        }
        return value;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt();
        int sum = IntStream.rangeClosed(1, n).filter(x -> x % 3 == 0 || x % 5 == 0).sum();
        Map<Character, Integer> counts = new TreeMap<>();
        while (in.hasNext()) {
            for (char c : in.next().toLowerCase().toCharArray()) counts.merge(c, 1, Integer::sum);
        }
        for (Map.Entry<Character, Integer> entry : counts.entrySet()) {
            System.out.println(entry.getKey() + "=" + entry.getValue());
        }
        int total = apply(sum, 2, (x, y) -> x * y);
        Iterator<Integer> it = counts.values().iterator();
        int most = 0;
        while (it.hasNext()) most = Math.max(most, it.next());
        System.out.printf("%d %d %s%n", total, most, new Square(2).label());
        synchronized (in) {
            total++;
        }
        int bits = total ^ 5;
        bits <<= 2;
        bits |= 1;
        System.out.println(bits >>> 1);
    }
}
