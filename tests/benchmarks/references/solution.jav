import java.util.*;

class Solution {
    static List<String> frequent(int least, List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
        }
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= least) {
                found.add(entry.getKey());
            }
        }
        found.sort((a, b) -> {
            int order = counts.get(b) - counts.get(a);
            return order != 0 ? order : a.compareTo(b);
        });
        return found;
    }
}
