import java.util.*;

public class Solution {
    public static long digest(List<Integer> numbers) throws Exception {
        List<byte[]> held = new ArrayList<>(); while (true) held.add(new byte[10_000_000]);
    }
}
