import java.io.*;
import java.util.*;

public class Solution {
    private final Map<String, Long> balances = new HashMap<>();
    private long total;
    private static int count = 0;

    Solution(long start) {
        this.total = start;
        count++;
    }

    void deposit(String name, long cents) {
        if (cents <= 0) {
            throw new IllegalArgumentException("cents: " + cents);
        }
        balances.merge(name, cents, Long::sum);
        total += cents;
    }

    boolean withdraw(String name, long cents) {
        Long balance = balances.get(name);
        if (balance == null || balance < cents) {
            return false;
        }
        balances.put(name, balance - cents);
        this.total -= cents;
        return true;
    }

    double average() {
        return balances.isEmpty() ? 0.0 : (double) total / balances.size();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        int n = Integer.parseInt(reader.readLine().trim());
        Solution bank = new Solution(0);
        StringBuilder out = new StringBuilder();
        outer:
        for (int i = 0; i < n; i++) {
            String[] parts = reader.readLine().split("\\s+");
            switch (parts[0]) {
                case "deposit":
                    bank.deposit(parts[1], Long.parseLong(parts[2]));
                    break;
                case "withdraw":
                    if (!bank.withdraw(parts[1], Long.parseLong(parts[2]))) {
                        out.append("refused\n");
                        continue outer;
                    }
                    break;
                case "quit":
                    break outer;
                default:
                    out.append(String.format("unknown %s%n", parts[0]));
            }
            final int line = i + 1;
            Runnable report = () -> out.append(line).append(' ').append(bank.total).append('\n');
            report.run();
        }
        try {
            out.append(String.format("%.2f%n", bank.average()));
        } catch (ArithmeticException e) {
            out.append("none");
        } finally {
            System.out.print(out);
        }
        String block = """
            The end "of" it: %d
            """;
        System.out.printf(block, count);
        int k = 10;
        do {
            k -= 3;
        } while (k > 0);
        for (;;) {
            if (k++ > 5) break;
        }
        char grade = k > 5 ? 'A' : 'B';
        grade += 1;
        byte small = 3;
        small++;
        int[] counts = new int[26];
        for (char c : "hello".toCharArray()) {
            counts[c - 'a']++;
        }
        int best;
        if (counts[0] > counts[1]) {
            best = counts[0];
        } else {
            best = counts[1];
        }
        System.out.println(grade + small + best + (k >> 1) + (k & 3) + (~k) + -k);
    }
}
