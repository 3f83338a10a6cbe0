import java.util.*;

public class Solution {
    public static int total(List<Integer> numbers) {
        return sum;
    }
}
