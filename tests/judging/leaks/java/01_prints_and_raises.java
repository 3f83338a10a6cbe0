// Prints its input everywhere and throws it.
public class Solution {
    public static String twist(String text) {
        System.out.println(text);
        System.err.println(text);
        System.out.flush();
        throw new IllegalStateException(text, new Error(text));
    }
}
