package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * A sample in the words of the model (SPEC 8.1): tags of data sets never reach it, pictures stand where their tags
 * stood.
 *
 * @param turns what is said, with {@code <ImageHere>} for pictures
 * @param media in the order in which the text takes them
 */
record SampleConversation(List<Turn> turns, List<Media> media) {

    private static final Pattern TAG = Pattern.compile("<image>|<video>|<img>[^<>\\n]*+</img>");
    private static final Pattern TAG_WITH_NEWLINE =
            Pattern.compile("(?:" + TAG + ")\\r?\\n|\\r?\\n(?:" + TAG + ")(?!\\r?\\n)|" + TAG);

    /**
     * Rewrites a sample.
     *
     * @throws ScoringException if its text has more tags than it has media
     */
    static SampleConversation of(Sample sample) throws ScoringException {
        int tags = count(sample, TAG);
        int media = sample.media().size();
        if (tags > media) {
            throw new ScoringException("The text of record " + sample.record() + " (line " + sample.line() + ") has "
                    + tags + (tags == 1 ? " picture tag" : " picture tags") + " but the record names " + media
                    + (media == 1 ? " picture" : " pictures") + ". Correct the record.");
        }
        if (media <= 1) {
            List<Turn> turns = sample.turns().stream()
                    .map(t -> new Turn(
                            t.role(), TAG_WITH_NEWLINE.matcher(t.text()).replaceAll("")))
                    .toList();
            return new SampleConversation(turns, sample.media());
        }
        return several(sample, count(sample, Pattern.compile(IxcPrompt.PLACE)) + tags);
    }

    private static int count(Sample sample, Pattern pattern) {
        return (int) sample.turns().stream()
                .flatMap(t -> pattern.matcher(t.text()).results())
                .count();
    }

    private static SampleConversation several(Sample sample, int places) {
        List<Media> waiting = new ArrayList<>(sample.media());
        List<Media> placed = new ArrayList<>(waiting.subList(0, Math.min(places, waiting.size())));
        List<Media> rest = waiting.subList(placed.size(), waiting.size());
        int front = front(sample.turns());
        int before = 0; // places in turns in front of the one that gets the rest
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : sample.turns()) {
            String text = TAG.matcher(turn.text()).replaceAll(Matcher.quoteReplacement(IxcPrompt.PLACE));
            if (turns.size() < front) {
                before += text.split(IxcPrompt.PLACE, -1).length - 1;
            } else if (turns.size() == front) {
                text = introduction(rest.size()) + text;
            }
            turns.add(new Turn(turn.role(), text));
        }
        placed.addAll(Math.min(before, placed.size()), rest);
        return new SampleConversation(turns, placed);
    }

    private static int front(List<Turn> turns) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() == Role.USER) {
                return i;
            }
        }
        return 0;
    }

    private static String introduction(int pictures) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= pictures; i++) {
            text.append("Image").append(i).append(' ').append(IxcPrompt.PLACE).append("; ");
        }
        return text.toString();
    }
}
