public class Solution { public static void main(String[] a){ int x = y; } }
