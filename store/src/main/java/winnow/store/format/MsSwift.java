package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/**
 * The layouts of ms-swift: query and response, messages with a rejected answer, pairs of human and assistant, or
 * answers alone.
 */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class MsSwift extends RecordFormat implements DatasetLayout {

    /** For {@link java.util.ServiceLoader}. */
    public MsSwift() {
        super("ms-swift", "ms-swift: query and response, with history, media and rejected answers");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        if (record.hasAny("rejected_response", "rejected_messages")) {
            return record.hasAny("messages", "query") ? 89 : 0;
        }
        if (record.get("conversation").path(0).has("human")) {
            return 87;
        }
        if (!record.get("response").isTextual()) {
            return 0;
        }
        boolean alone = record.value().size() == 1;
        return record.has("query") ? (record.hasAny("history", "images", "system") ? 74 : 70) : alone ? 50 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record).system(record.find("system"));
        if (record.has("conversation")) {
            for (JsonNode pair : record.list("conversation")) {
                talk.user(Fields.scalar(pair.path("human"), "A question of field \"conversation\""));
                talk.assistant(Fields.scalar(pair.path("assistant"), "An answer of field \"conversation\""));
            }
            return List.of(talk.talk());
        }
        if (record.has("messages")) {
            return rejected(record, talk.messages("messages"));
        }
        talk.history("history").user(record.findFilled("query"));
        return record.find("response").isEmpty()
                ? List.of(talk.talk())
                : rejected(record, talk.assistant(record.text("response")));
    }

    /** The answered conversation and, where the record has one, the same with the rejected answer. */
    private static List<Talk> rejected(Fields record, Conversation chosen) throws ParseException {
        if (record.has("rejected_messages")) {
            return List.of(
                    chosen.talk(),
                    new Conversation(record).messages("rejected_messages").talk());
        }
        if (record.has("rejected_response")) {
            Conversation asked = chosen.copy().withoutAnswer();
            return List.of(
                    chosen.talk(),
                    asked.assistant(record.text("rejected_response")).talk());
        }
        return List.of(chosen.talk());
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".jsonl";
    }

    /** Writes messages, of a pair the worse answer as {@code rejected_response}; ms-swift places tags itself. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.lines(out, new Shape(context.shown()));
    }

    private record Shape(Set<Media.Kind> shown) implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Fit.oneOrTwo(record);
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            List<Candidate> candidates = record.candidates();
            List<Turn> better = turns(candidates.get(0));
            out.id(record);
            out.turns("messages", better, JsonFields.Words.ROLE_CONTENT);
            if (candidates.size() == 2) {
                List<Turn> worse = turns(candidates.get(1));
                int common = Fit.common(better, worse);
                if (common == better.size() - 1 && common == worse.size() - 1) {
                    out.text("rejected_response", worse.get(common).text());
                } else {
                    out.turns("rejected_messages", worse, JsonFields.Words.ROLE_CONTENT);
                }
            }
            out.lists(candidates.get(0).media(), shown);
        }

        private static List<Turn> turns(Candidate candidate) {
            return WrittenTags.unnamed(candidate.turns(), candidate.media());
        }
    }
}
