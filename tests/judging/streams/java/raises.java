import java.util.*;
public class Solution { static int c=0; public static void main(String[] a){ int n=new Scanner(System.in).nextInt(); System.out.println(n*2+" "+(++c)); if(n==5) throw new IllegalStateException("x"); } }
