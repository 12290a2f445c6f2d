package winnow.viewer.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which words of two texts are not in the other one, in order: what a longest common run of words leaves over.
 *
 * @param left characters of the first text that differ
 * @param right characters of the second text that differ
 */
public record WordDiff(BitSet left, BitSet right) {

    private static final Pattern WORD = Pattern.compile("\\S+");

    /** Above this many pairs of words, what lies between the first and the last difference counts as different. */
    private static final long MOST = 4_000_000;

    private record Word(String text, int start, int end) {}

    /** No difference. */
    public static WordDiff none() {
        return new WordDiff(new BitSet(), new BitSet());
    }

    /** Compares two texts. */
    public static WordDiff of(String left, String right) {
        List<Word> a = words(left);
        List<Word> b = words(right);
        int from = 0;
        while (from < a.size() && from < b.size() && same(a.get(from), b.get(from))) {
            from++;
        }
        int endA = a.size();
        int endB = b.size();
        while (endA > from && endB > from && same(a.get(endA - 1), b.get(endB - 1))) {
            endA--;
            endB--;
        }
        List<Word> middleA = a.subList(from, endA);
        List<Word> middleB = b.subList(from, endB);
        BitSet keptA = new BitSet();
        BitSet keptB = new BitSet();
        if ((long) middleA.size() * middleB.size() <= MOST) {
            keep(middleA, middleB, keptA, keptB);
        }
        return new WordDiff(characters(middleA, keptA), characters(middleB, keptB));
    }

    private static void keep(List<Word> a, List<Word> b, BitSet keptA, BitSet keptB) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = same(a.get(i), b.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            if (same(a.get(i), b.get(j))) {
                keptA.set(i++);
                keptB.set(j++);
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /** The characters of the words that are not kept, and the blanks between two of them. */
    private static BitSet characters(List<Word> words, BitSet kept) {
        BitSet characters = new BitSet();
        for (int i = kept.nextClearBit(0); i < words.size(); i = kept.nextClearBit(i + 1)) {
            boolean onward = i > 0 && !kept.get(i - 1);
            characters.set(
                    onward ? words.get(i - 1).end() : words.get(i).start(),
                    words.get(i).end());
        }
        return characters;
    }

    private static boolean same(Word one, Word other) {
        return one.text().equals(other.text());
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
        }
        return words;
    }
}
