package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/**
 * A prompt with a chosen and a rejected answer, each a text or a list of messages. Without a prompt both answers hold
 * the whole conversation.
 */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class Trl extends RecordFormat implements DatasetLayout {

    /** For {@link java.util.ServiceLoader}. */
    public Trl() {
        super("trl", "TRL preferences: prompt, chosen and rejected, texts or messages");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return !record.has("chosen", "rejected") ? 0 : record.has("prompt") ? 72 : 68;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation asked = started(record, new Conversation(record).system(record.find("system")));
        return continued(asked, record, List.of("chosen", "rejected"));
    }

    /** Adds the prompt. */
    static Conversation started(Fields record, Conversation talk) throws ParseException {
        if (!record.has("prompt")) {
            return talk;
        }
        return record.get("prompt").isValueNode() ? talk.user(record.text("prompt")) : talk.messages("prompt");
    }

    /** Adds the answers under these names; a list of messages that asks first holds the prompt itself. */
    static List<Talk> continued(Conversation asked, Fields record, List<String> names) throws ParseException {
        List<Talk> talks = new ArrayList<>();
        for (String name : names) {
            JsonNode answer = record.get(name);
            if (answer.isValueNode()) {
                talks.add(asked.copy().assistant(record.text(name)).talk());
            } else {
                String first = answer.path(0)
                        .path("role")
                        .asText(answer.path(0).path("from").asText());
                boolean whole = Set.of("user", "human", "system").contains(first);
                Conversation talk = whole ? new Conversation(record) : asked.copy();
                talks.add(talk.messages(name).talk());
            }
        }
        return talks;
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".jsonl";
    }

    /** Writes pairs as lists of messages; where a dataset shows something, with the parts vision trainers want. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.lines(out, new Shape(context.shown()));
    }

    private record Shape(Set<Media.Kind> shown) implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Fit.pair(record);
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            Candidate first = record.candidates().get(0);
            List<Turn> better = out.tagged(first, true);
            List<Turn> worse = out.tagged(record.candidates().get(1), true);
            int common = Fit.common(better, worse);
            int prompt = Fit.answerAt(common, better, worse) ? common : 0;
            out.id(record);
            if (prompt > 0) {
                messages("prompt", better.subList(0, prompt), first.media(), out);
            }
            messages("chosen", better.subList(prompt, better.size()), first.media(), out);
            messages("rejected", worse.subList(prompt, worse.size()), first.media(), out);
            out.lists(first.media(), shown);
        }

        private void messages(String name, List<Turn> turns, List<Media> media, JsonFields out) throws IOException {
            if (shown.isEmpty()) {
                out.turns(name, turns, JsonFields.Words.ROLE_CONTENT);
            } else {
                out.parts(name, turns, !media.isEmpty());
            }
        }
    }
}
