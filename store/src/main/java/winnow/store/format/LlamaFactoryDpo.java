package winnow.store.format;

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

/** LLaMA-Factory ranking: a conversation or an instruction, with a better and a worse answer. */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class LlamaFactoryDpo extends RecordFormat implements DatasetLayout {

    /** For {@link java.util.ServiceLoader}. */
    public LlamaFactoryDpo() {
        super("llamafactory-dpo", "Pairs of LLaMA-Factory: a conversation, or an instruction, with two answers");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        if (!record.has("chosen", "rejected")) {
            return 0;
        }
        boolean talk = record.hasAny("conversations", "messages")
                && record.get("chosen").isObject();
        return talk ? 94 : record.has("instruction") && record.get("chosen").isTextual() ? 76 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation asked =
                new Conversation(record).system(record.find("system")).history("history");
        Optional<String> list = record.first("conversations", "messages");
        if (list.isPresent()) {
            asked.messages(list.get());
            return List.of(
                    asked.copy().messages("chosen").talk(),
                    asked.copy().messages("rejected").talk());
        }
        asked.user(Alpaca.question(record));
        return asked.answers(List.of(record.text("chosen"), record.text("rejected")));
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".json";
    }

    /** Writes pairs of answers to the same conversation. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.array(out, new Shape(context.shown()));
    }

    @Override
    public Optional<Companion> companion(List<Entry> entries) {
        return DatasetInfo.of(
                entries,
                true,
                List.of("messages", "conversations", "chosen", "chosen", "rejected", "rejected"),
                List.of());
    }

    private record Shape(Set<Media.Kind> shown) implements JsonSheet.Shape {

        @Override
        public Optional<String> unfit(WholeRecord record) {
            return Fit.pair(record).or(() -> {
                List<Turn> better = record.candidates().get(0).turns();
                List<Turn> worse = record.candidates().get(1).turns();
                int common = Fit.common(better, worse);
                boolean same = common > 0 && common == better.size() - 1 && common == worse.size() - 1;
                return same
                        ? Optional.empty()
                        : Optional.of("Its two answers are not to one conversation, which the layout asks for.");
            });
        }

        @Override
        public void fields(WholeRecord record, JsonFields out) throws IOException {
            List<Turn> better = out.tagged(record.candidates().get(0), true);
            List<Turn> worse = out.tagged(record.candidates().get(1), true);
            int last = better.size() - 1;
            out.id(record);
            out.turns("conversations", better.subList(0, last), JsonFields.Words.FROM_VALUE);
            out.turn("chosen", better.get(last), JsonFields.Words.FROM_VALUE);
            out.turn("rejected", worse.get(last), JsonFields.Words.FROM_VALUE);
            out.lists(record.candidates().get(0).media(), shown);
        }
    }
}
