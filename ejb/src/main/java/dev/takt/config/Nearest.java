package dev.takt.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Finds what somebody may have meant who misspelt a name. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /**
     * The names that come nearest to a word.
     *
     * @param word as it was written
     * @param names what there is
     * @return at most three, the nearest first; empty if nothing is near
     */
    public static List<String> to(String word, Collection<String> names) {
        int limit = Math.max(2, word.length() / 3);
        return names.stream()
                .filter(name -> distance(word, name) <= limit || sharesEnd(word, name))
                .sorted(Comparator.comparingInt((String name) -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /**
     * A half-sentence to put behind an error.
     *
     * @param word as it was written
     * @param names what there is
     * @return such as {@code "; did you mean math.sqrt?"}, or an empty text
     */
    public static String hint(String word, Collection<String> names) {
        List<String> near = to(word, names);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    private static boolean sharesEnd(String word, String name) {
        String end = word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return end.length() > 2 && name.toLowerCase(Locale.ROOT).endsWith("." + end);
    }

    /** Levenshtein's distance, case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
