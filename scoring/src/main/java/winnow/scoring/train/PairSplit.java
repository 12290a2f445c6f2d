package winnow.scoring.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * Pairs to learn from, and pairs that are only checked on. All pairs of one prompt (the same words before the answer
 * and the same pictures) stand on the same side. The same pairs and seed give the same split.
 *
 * @param learned none of them empty
 * @param checked none of them empty; no set where nothing was set aside
 */
public record PairSplit(List<PairSet> learned, List<PairSet> checked) {

    public PairSplit {
        learned = List.copyOf(learned);
        checked = List.copyOf(checked);
    }

    /**
     * Splits.
     *
     * @param share of the pairs that are set aside, 0 to below 1; whole prompts, so that it may be a little more
     * @throws IOException if all pairs are of one prompt and some shall be set aside
     */
    public static PairSplit byPrompt(List<PairSet> sets, double share, long seed) throws IOException {
        if (share <= 0) {
            return new PairSplit(sets, List.of());
        }
        Map<String, Integer> prompts = new TreeMap<>();
        sets.forEach(set -> set.pairs().forEach(pair -> prompts.merge(prompt(set, pair), 1, Integer::sum)));
        if (prompts.size() < 2) {
            throw new IOException("All pairs are of one prompt, so that none can be set aside to check on."
                    + " Set val_size to 0, or add pairs.");
        }
        Set<String> aside = aside(prompts, share, seed);
        return new PairSplit(parts(sets, aside, false), parts(sets, aside, true));
    }

    private static Set<String> aside(Map<String, Integer> prompts, double share, long seed) {
        List<String> order = new ArrayList<>(prompts.keySet());
        Collections.shuffle(order, new Random(seed));
        long all = prompts.values().stream().mapToLong(Integer::longValue).sum();
        Set<String> aside = new HashSet<>();
        long pairs = 0;
        for (String prompt : order.subList(0, order.size() - 1)) { // one is left to learn from
            if (pairs >= share * all) {
                break;
            }
            aside.add(prompt);
            pairs += prompts.getOrDefault(prompt, 0);
        }
        return aside;
    }

    private static List<PairSet> parts(List<PairSet> sets, Set<String> aside, boolean wanted) {
        return sets.stream()
                .map(set -> new PairSet(
                        set.name(),
                        set.pairs().stream()
                                .filter(pair -> aside.contains(prompt(set, pair)) == wanted)
                                .toList(),
                        set.media()))
                .filter(set -> !set.pairs().isEmpty())
                .toList();
    }

    /** Equal for pairs of one prompt. */
    static String prompt(PairSet set, Pair pair) {
        Sample sample = pair.chosen();
        String shown = sample.media().stream()
                .map(media -> media.kind() + " " + media.path())
                .collect(Collectors.joining("\n"));
        String said = sample.turns().subList(0, sample.turns().size() - 1).stream()
                .map(PairSplit::told)
                .collect(Collectors.joining("\n"));
        String where = shown.isEmpty() ? "" : set.media().folders().toString();
        return UUID.nameUUIDFromBytes((where + "\n" + shown + "\n\n" + said).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String told(Turn turn) {
        String text = turn.text().strip();
        return turn.role() + " " + text.length() + " " + text;
    }

    /** Pairs that are checked on. */
    public long aside() {
        return checked.stream().mapToLong(set -> set.pairs().size()).sum();
    }
}
