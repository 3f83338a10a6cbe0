import java.io.*;
public class Solution { public static void main(String[] a) throws Exception { BufferedReader r=new BufferedReader(new InputStreamReader(System.in)); PrintStream p=new PrintStream(new FileOutputStream(FileDescriptor.out)); p.println(r.readLine()); p.flush(); } }
