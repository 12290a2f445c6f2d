package winnow.store.format;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import winnow.store.data.WholeRecord;

/** Two conversations about the same media, the better first: {@code conversations_a} and {@code conversations_b}. */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class IxcReward extends RecordFormat implements DatasetLayout {

    /** For {@link java.util.ServiceLoader}. */
    public IxcReward() {
        super("ixc-reward", "Pairs of conversations, as InternLM-XComposer rewards are trained");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("conversations_a", "conversations_b") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(
                new Conversation(record).messages("conversations_a").talk(),
                new Conversation(record).messages("conversations_b").talk());
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".json";
    }

    /** Writes pairs; the model's own code finds the place of a picture, so texts stay as they are. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.array(out, new Shape());
    }

    private record Shape() implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Fit.pair(record);
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            out.id(record);
            String name = "conversations_a"; // the better one stands first
            for (WholeRecord.Candidate candidate : record.candidates()) {
                out.turns(name, WrittenTags.unnamed(candidate.turns(), candidate.media()), JsonFields.Words.BOT);
                name = "conversations_b";
            }
            out.oneOrList(record.candidates().get(0).media());
        }
    }
}
