import java.util.*;

public class Solution {
    public static long digest(List<Integer> numbers) {
        long result = 7;
        for (int number : numbers) {
            result = 31 * result + number;
        }
        return result;
    }
}
