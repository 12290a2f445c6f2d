package winnow.store.format;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/** Messages in Parquet with their pictures inside, a row an answer, with score and verdict. */
@AutoService(DatasetLayout.class)
public final class ParquetMessages implements DatasetLayout {

    private static final long MOST = 64L << 20; // bytes of a picture that stands inside
    private static final String OUTSIDE = "A picture is named by its path: it was not found, or has more than 64 MB.";

    @Override
    public String id() {
        return "parquet";
    }

    @Override
    public String description() {
        return "Messages with pictures, scores and verdicts for datasets of Hugging Face, Parquet";
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".parquet";
    }

    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return new Rows(out, context);
    }

    private static final class Rows implements LayoutFile {

        private final MediaFiles files;
        private final ParquetChats chats;
        private final Map<String, Long> notes = new LinkedHashMap<>();
        private final boolean preferences;
        private boolean outside;

        Rows(OutputStream out, Context context) throws IOException {
            this.files = context.files();
            this.preferences = context.preferences();
            this.chats = new ParquetChats(out, this::picture, preferences ? PairColumns.NAMES : List.of());
        }

        @Override
        public Optional<String> write(WholeRecord record) throws IOException {
            outside = false;
            boolean tagged = false;
            for (Candidate candidate : record.candidates()) {
                List<Turn> turns = WrittenTags.complete(
                        WrittenTags.unnamed(candidate.turns(), candidate.media()), candidate.media(), true);
                tagged |= !turns.equals(candidate.turns());
                chats.add(new ParquetChats.Chat(
                        record.record() + "-" + candidate.number(),
                        turns,
                        candidate.media(),
                        candidate.judged().reward(),
                        candidate.judged().verdict(),
                        preferences ? PairColumns.of(record, candidate) : List.of()));
            }
            if (tagged) {
                notes.merge(JsonFields.RETAGGED, 1L, Long::sum);
            }
            if (outside) {
                notes.merge(OUTSIDE, 1L, Long::sum);
            }
            return Optional.empty();
        }

        private Optional<byte[]> picture(Media media) throws IOException {
            Optional<Path> file = file(media);
            outside |= file.isEmpty();
            return file.isPresent() ? Optional.of(Files.readAllBytes(file.get())) : Optional.empty();
        }

        private Optional<Path> file(Media media) {
            try {
                Path file = files.file(media);
                return Files.size(file) <= MOST ? Optional.of(file) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty(); // the record keeps the path, and a note says so
            }
        }

        @Override
        public Map<String, Long> notes() {
            return notes;
        }

        @Override
        public void finish() throws IOException {
            chats.finish();
        }
    }
}
