import java.util.*;
public class Main { public static void main(String[] a) throws Exception { int n=new Scanner(System.in).nextInt(); Thread t=new Thread(() -> System.out.println("t"+n)); t.start(); if(n==3) t.join(); if(n==3) Runtime.getRuntime().halt(4); } }
