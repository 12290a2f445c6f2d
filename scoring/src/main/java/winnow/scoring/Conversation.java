package winnow.scoring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * A conversation to judge that comes from no data set: text exactly as the model gets it (SPEC 8), with
 * {@code <ImageHere>} where pictures stand. One picture without a place comes first of all.
 *
 * @param turns oldest first; without template there is exactly one, whose text is the finished prompt
 * @param media files of pictures and videos, in the order of their places; a video is known by its extension (SPEC 5)
 */
public record Conversation(List<Turn> turns, List<Path> media) {

    public Conversation {
        turns = List.copyOf(turns);
        media = List.copyOf(media);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("A conversation needs at least one turn");
        }
    }

    /** One question and one answer. */
    public static Conversation of(String user, String assistant, Path... media) {
        return new Conversation(
                List.of(new Turn(Role.USER, user), new Turn(Role.ASSISTANT, assistant)), List.of(media));
    }

    /** A finished prompt, for {@link InputOptions#applyTemplate} false. */
    public static Conversation finished(String prompt, List<Path> media) {
        return new Conversation(List.of(new Turn(Role.USER, prompt)), media);
    }

    /** The same with another last turn's text: another answer to the same question. */
    public Conversation withAnswer(String text) {
        List<Turn> changed = new ArrayList<>(turns);
        Turn last = changed.remove(changed.size() - 1);
        changed.add(new Turn(last.role(), text));
        return new Conversation(changed, media);
    }

    /** The same with other pictures. */
    public Conversation withMedia(List<Path> other) {
        return new Conversation(turns, other);
    }
}
