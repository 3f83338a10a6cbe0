import java.util.*;

public class Solution {
    public static int total(List<Integer> numbers) {
        int sum = 0;
        while (sum >= 0) {
            sum = sum ^ 1;
        }
        return sum;
    }
}
