package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * A prompt as messages with the answers that one model gave to it, as a group in their order: what Winnow writes when
 * it asks an endpoint. {@code origin} says which model answered, and how it was asked.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Candidates extends RecordFormat {

    /** What it is called. */
    public static final String ID = "candidates";

    /** For {@link java.util.ServiceLoader}. */
    public Candidates() {
        super(ID, "Groups of answers of a model to a prompt, as Winnow asks for them");
    }

    @Override
    int claims(Fields record) {
        boolean answers = record.get("candidates").path(0).has("content");
        return answers
                        && record.get("messages").isArray()
                        && record.get("origin").isObject()
                ? 97
                : 0;
    }

    @Override
    public String extension() {
        return ".jsonl";
    }

    /** Only the prompt places media: what looks like a tag in an answer is a word. */
    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Talk prompt = new Conversation(record).messages("messages").talk();
        List<Talk> talks = new ArrayList<>();
        for (JsonNode candidate : record.list("candidates")) {
            List<Turn> turns = new ArrayList<>(prompt.turns());
            turns.add(new Turn(
                    Role.ASSISTANT,
                    Fields.scalar(candidate.path("content"), "The content of candidate " + (talks.size() + 1))));
            talks.add(new Talk(turns, prompt.media()));
        }
        return talks;
    }
}
