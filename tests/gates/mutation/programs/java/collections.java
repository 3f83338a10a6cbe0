import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Solution {
    record Person(String name, int age) {
        boolean isAdult() {
            return age >= 18;
        }
    }

    enum Level { LOW, MIDDLE, HIGH }

    private static final int MOD = 1_000_000_007;
    private static final int[][] STEPS = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};

    public static Map<String, List<Integer>> groupByInitial(List<String> words) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word == null || word.isEmpty()) {
                continue;
            }
            String initial = word.substring(0, 1).toUpperCase();
            groups.computeIfAbsent(initial, key -> new ArrayList<>()).add(i);
        }
        return groups;
    }

    public static List<String> topNames(List<Person> people, int limit) {
        return people.stream()
            .filter(p -> p.isAdult() && p.age() < 65)
            .sorted(Comparator.comparingInt(Person::age).reversed().thenComparing(Person::name))
            .limit(limit)
            .map(p -> p.name().trim())
            .collect(Collectors.toList());
    }

    public static int shortestPath(int[][] grid) {
        int rows = grid.length, columns = grid[0].length;
        boolean[][] seen = new boolean[rows][columns];
        Deque<int[]> queue = new ArrayDeque<>();
        queue.add(new int[] {0, 0, 1});
        seen[0][0] = true;
        while (!queue.isEmpty()) {
            int[] cell = queue.poll();
            if (cell[0] == rows - 1 && cell[1] == columns - 1) {
                return cell[2];
            }
            for (int[] step : STEPS) {
                int r = cell[0] + step[0], c = cell[1] + step[1];
                if (r < 0 || c < 0 || r >= rows || c >= columns || seen[r][c] || grid[r][c] == 1) {
                    continue;
                }
                seen[r][c] = true;
                queue.add(new int[] {r, c, cell[2] + 1});
            }
        }
        return -1;
    }

    static Level levelOf(double average) {
        if (average < 2.5) return Level.LOW;
        else if (average < 7.5) return Level.MIDDLE;
        else return Level.HIGH;
    }

    static String describe(Object thing) {
        if (thing instanceof Integer number && number > 10) {
            return "big " + number;
        } else if (thing instanceof String text) {
            return text.length() > 3 ? text : "short";
        }
        return switch (String.valueOf(thing)) {
            case "a", "b" -> "letter";
            case "1" -> {
                int doubled = 1 * 2;
                yield "number " + doubled;
            }
            default -> "thing";
        };
    }

    static long power(long base, int exponent) {
        if (exponent == 0) {
            return 1L;
        }
        long half = power(base, exponent / 2);
        long whole = half * half % MOD;
        return exponent % 2 == 1 ? whole * base % MOD : whole;
    }

    static int applyAll(List<Function<Integer, Integer>> functions, int start) {
        int value = start;
        for (Function<Integer, Integer> function : functions) {
            value = function.apply(value);
        }
        return value;
    }

    static <T extends Comparable<T>> T largest(List<T> items) {
        T best = items.get(0);
        for (T item : items) {
            if (item.compareTo(best) > 0) {
                best = item;
            }
        }
        return best;
    }

    static int daysIn(int month, boolean leap) {
        switch (month) {
            case 2:
                return leap ? 29 : 28;
            case 4:
            case 6:
            case 9:
            case 11:
                return 30;
            default:
                return 31;
        }
    }

    static Integer firstNegative(List<Integer> values) {
        Iterator<Integer> iterator = values.iterator();
        while (iterator.hasNext()) {
            Integer value = iterator.next();
            if (value < 0) {
                return value;
            }
        }
        return null;
    }
}
