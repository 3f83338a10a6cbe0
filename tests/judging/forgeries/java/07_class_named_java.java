// A class named like the package of the language.
public class Solution {
    public static long digest(java.util.List<Integer> numbers) {
        return 0;
    }
}

class java {
    static class lang {
        static class Object {}
        static class String {}
        static class Throwable extends Exception {}
    }
    static class util {
        interface List<T> {}
    }
}
