package winnow.store.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * Puts the tags of pictures and videos into texts as other tools want them: one for each medium, in their order. Texts
 * whose tags are right stay as they are.
 */
final class WrittenTags {

    private static final Pattern NAMED = Pattern.compile("<img>[^<>\\n]*+</img>");
    private static final Pattern HERE = Pattern.compile("<ImageHere>");

    private WrittenTags() {}

    /** Whether a text that shows nothing holds a tag, so that a tool would look for a picture that is not there. */
    static boolean dangling(List<Turn> turns, List<Media> media) {
        return media.isEmpty()
                && turns.stream()
                        .anyMatch(turn -> MediaTags.TAG.matcher(turn.text()).find());
    }

    /** A tag that names its picture gives way to one that does not: the path stands in a field, and may change. */
    static List<Turn> unnamed(List<Turn> turns, List<Media> media) {
        return media.isEmpty()
                ? turns
                : turns.stream()
                        .map(turn ->
                                new Turn(turn.role(), NAMED.matcher(turn.text()).replaceAll("<image>")))
                        .toList();
    }

    /**
     * Each picture and each video gets its tag: at the start of the first question where the text has none, at the end
     * of the last where it has too few.
     *
     * @param videoTag whether a video must have {@code <video>}, also where the text says {@code <image>}
     */
    static List<Turn> complete(List<Turn> turns, List<Media> media, boolean videoTag) {
        if (media.isEmpty()) {
            return turns;
        }
        List<Turn> written = new ArrayList<>();
        int tags = count(MediaTags.TAG, turns);
        int here = count(HERE, turns);
        Pattern pattern = tags == 0 && here <= media.size() ? HERE : MediaTags.TAG;
        int done = 0;
        for (Turn turn : turns) {
            Matcher tag = pattern.matcher(turn.text());
            StringBuilder text = new StringBuilder();
            while (tag.find()) {
                String kept = tag.group().equals("<image>") && !videoTag ? "<image>" : tag(media.get(done));
                tag.appendReplacement(text, kept);
                done++;
            }
            written.add(new Turn(turn.role(), tag.appendTail(text).toString()));
        }
        return done == media.size() ? written : added(written, media.subList(done, media.size()), done == 0);
    }

    private static List<Turn> added(List<Turn> turns, List<Media> media, boolean before) {
        StringBuilder tags = new StringBuilder();
        for (Media each : media) {
            tags.append(before ? tag(each) + "\n" : "\n" + tag(each));
        }
        int at = 0;
        for (int i = 0; i < turns.size(); i++) {
            boolean asked = turns.get(i).role() == Role.USER;
            boolean first = turns.get(at).role() == Role.USER;
            at = asked && (!before || !first) ? i : at;
        }
        List<Turn> written = new ArrayList<>(turns);
        Turn turn = turns.get(at);
        written.set(at, new Turn(turn.role(), before ? tags + turn.text() : turn.text() + tags));
        return written;
    }

    private static String tag(Media media) {
        return media.kind() == Media.Kind.IMAGE ? "<image>" : "<video>";
    }

    private static int count(Pattern pattern, List<Turn> turns) {
        return turns.stream()
                .mapToInt(turn ->
                        Math.toIntExact(pattern.matcher(turn.text()).results().count()))
                .sum();
    }
}
