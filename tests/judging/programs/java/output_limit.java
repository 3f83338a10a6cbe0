import java.util.*;

public class Solution {
    public static int total(List<Integer> numbers) {
        int sum = 0;
        for (int i = 0; i < 20_000; i++) {
            System.out.println("adding " + numbers);
        }
        return sum;
    }
}
