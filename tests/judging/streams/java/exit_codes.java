import java.util.*;
public class Solution { public static void main(String[] a){ int n=new Scanner(System.in).nextInt(); System.out.println(n); System.exit(n%3); } }
