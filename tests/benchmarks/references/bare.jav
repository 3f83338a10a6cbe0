// SOLUTION
class Bare {
    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int least = input.nextInt();
        List<String> words = new ArrayList<>();
        while (input.hasNext()) {
            words.add(input.next());
        }
        for (String word : Solution.frequent(least, words)) {
            System.out.println(word);
        }
    }
}
