import java.util.*;
public class Solution { public static void main(String[] a){ int n=new Scanner(System.in).nextInt(); while(n>0) System.out.println("yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"); } }
