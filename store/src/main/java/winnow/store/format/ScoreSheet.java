package winnow.store.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import winnow.store.data.Container;
import winnow.store.parquet.ParquetFile;

/**
 * Reads scores that another program gave to samples: JSON, JSON Lines or CSV whose records hold a score and say what it
 * is of, by position or by name, as the CSV that Winnow exports does. A score that is no finite number is told as such
 * and is never a number.
 */
public final class ScoreSheet {

    private static final List<String> SCORES = List.of("score", "reward", "rm_score");
    private static final List<String> IDS = List.of("id", "sample_id", "question_id", "uid");
    private static final String RECORD = "record";
    private static final String CANDIDATE = "candidate";

    /**
     * What a score is of.
     *
     * @param record position in the dataset file, from 0; empty where it is named by its id
     * @param id the record's own id; empty where it is named by its position
     * @param candidate which of its answers, as Winnow counts them; empty where it has only one
     */
    public record Key(OptionalLong record, String id, OptionalInt candidate) {}

    /**
     * One line of scores.
     *
     * @param line where it stands, from 1; in a JSON array the position of the record, from 1
     * @param key what it is of; empty where that cannot be read
     * @param score a finite number; empty where there is a problem
     * @param problem what is wrong with it, in one sentence; empty where there is a score
     */
    public record Line(long line, Optional<Key> key, OptionalDouble score, String problem) {}

    private ScoreSheet() {}

    /** Whether a file that is of no known layout seems to hold scores, and no questions or answers. */
    public static boolean fits(Head head) {
        List<String> names = head.names();
        return names.stream().anyMatch(SCORES::contains)
                && names.stream().anyMatch(name -> name.equals(RECORD) || IDS.contains(name))
                && !new QuestionAnswer().hasTexts(head);
    }

    /**
     * The names a record can have its id under.
     *
     * @return in the order they are looked for
     */
    public static List<String> ids() {
        return IDS;
    }

    /**
     * Hands every line of the file to {@code sink}, in file order.
     *
     * @throws IOException if the file cannot be read, or is one of which no text can be cut into lines
     */
    public static void read(Path file, Consumer<Line> sink) throws IOException {
        if (ParquetFile.is(file)) {
            throw new IOException(file + " is a Parquet file. Write its scores as CSV or JSON Lines and try again.");
        }
        Head head = Head.of(file);
        try (InputStream in = Source.open(file)) {
            head.split(in, new Lines(head, sink));
        }
    }

    private static final class Lines implements Pieces {

        private final RecordTexts texts;
        private final boolean array;
        private final Consumer<Line> sink;
        private long records;

        Lines(Head head, Consumer<Line> sink) {
            this.texts = new RecordTexts(head.kind(), head.delimiter());
            this.array = head.kind() == Container.Kind.ARRAY;
            this.sink = sink;
        }

        @Override
        public void record(long line, RecordText text) {
            records++;
            long where = array ? records : line;
            try {
                if (text.tooLong()) {
                    sink.accept(bad(where, Optional.empty(), "It is too long to be a score."));
                } else if (texts.needsHeader()) {
                    texts.header(text.row());
                } else {
                    sink.accept(parsed(where, texts.parse(texts.raw(text))));
                }
            } catch (CharacterCodingException e) {
                sink.accept(bad(where, Optional.empty(), "It has bytes that are not UTF-8 text."));
            } catch (ParseException e) {
                sink.accept(bad(where, Optional.empty(), requireNonNull(e.getMessage())));
            }
        }

        @Override
        public void damage(long line, String reason, RecordText text) {
            sink.accept(bad(line, Optional.empty(), reason));
        }

        private static Line parsed(long line, Fields fields) throws ParseException {
            if (!fields.value().isObject()) {
                throw Faults.fault("It is no object in braces.");
            }
            Key key = key(fields);
            Optional<String> text = fields.findFilled(SCORES.toArray(new String[0]));
            if (text.isEmpty()) {
                return bad(line, Optional.of(key), "It has no score: \"score\" is missing or empty.");
            }
            try {
                double score = Double.parseDouble(text.get().strip());
                return Double.isFinite(score)
                        ? new Line(line, Optional.of(key), OptionalDouble.of(score), "")
                        : bad(
                                line,
                                Optional.of(key),
                                "The score is not a finite number: " + Faults.shorten(text.get()) + ".");
            } catch (NumberFormatException e) {
                return bad(line, Optional.of(key), "The score is no number: \"" + Faults.shorten(text.get()) + "\".");
            }
        }

        private static Key key(Fields fields) throws ParseException {
            OptionalInt candidate = fields.findFilled(CANDIDATE).isPresent()
                    ? OptionalInt.of(fields.number(CANDIDATE, 0, Integer.MAX_VALUE))
                    : OptionalInt.empty();
            if (fields.findFilled(RECORD).isPresent()) {
                int record = fields.number(RECORD, 0, Integer.MAX_VALUE);
                return new Key(OptionalLong.of(record), "", candidate);
            }
            Optional<String> id = fields.findFilled(IDS.toArray(new String[0]));
            String name = id.orElse(fields.key());
            if (name.isEmpty()) {
                throw Faults.fault("It does not say what the score is of: there is neither \"record\" nor \"id\".");
            }
            return new Key(OptionalLong.empty(), name, candidate);
        }

        private static Line bad(long line, Optional<Key> key, String problem) {
            return new Line(line, key, OptionalDouble.empty(), problem);
        }
    }
}
