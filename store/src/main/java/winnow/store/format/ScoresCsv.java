package winnow.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.google.auto.service.AutoService;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Judged;

/**
 * Scores and decisions for a spreadsheet: a row an answer, those that are left out among them. A cell of text that a
 * spreadsheet would take for a formula starts with an apostrophe.
 */
@AutoService(DatasetLayout.class)
public final class ScoresCsv implements DatasetLayout {

    private static final String[] COLUMNS = {
        "dataset",
        "record",
        "candidate",
        "line",
        "sample",
        "kept",
        "reward",
        "tokens",
        "failure",
        "verdict",
        "reason",
        "note",
        "annotator",
        "decided_at",
        "media",
        "question",
        "answer"
    };

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String description() {
        return "Scores and decisions of all answers, kept and removed, for a spreadsheet";
    }

    @Override
    public boolean holdsPreferences() {
        return true;
    }

    @Override
    public String ending() {
        return ".csv";
    }

    @Override
    public boolean showsRemoved() {
        return true;
    }

    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return new Rows(out, context);
    }

    private static final class Rows implements LayoutFile {

        private final String dataset;
        private final boolean preferences;
        private final SequenceWriter rows;

        Rows(OutputStream out, Context context) throws IOException {
            this.dataset = context.dataset();
            this.preferences = context.preferences();
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            CsvMapper csv = CsvMapper.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .build();
            CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
            for (String column : COLUMNS) {
                schema.addColumn(column);
            }
            if (preferences) {
                PairColumns.NAMES.forEach(schema::addColumn);
            }
            ObjectWriter writer = csv.writer(schema.build());
            this.rows = writer.writeValues(text);
        }

        @Override
        public Optional<String> write(WholeRecord record) throws IOException {
            if (!record.answered()) {
                return Optional.of("It asks and is not answered: there is nothing to score.");
            }
            for (Candidate candidate : record.candidates()) {
                List<String> row = new ArrayList<>(row(record, candidate));
                if (preferences) {
                    PairColumns.of(record, candidate)
                            .forEach(number -> row.add(number.isPresent() ? String.valueOf(number.getAsDouble()) : ""));
                }
                rows.write(row);
            }
            return Optional.empty();
        }

        private List<String> row(WholeRecord record, Candidate candidate) {
            Judged judged = candidate.judged();
            List<Turn> turns = candidate.turns();
            String asked = turns.size() > 1 ? turns.get(turns.size() - 2).text() : "";
            return List.of(
                    plain(dataset),
                    String.valueOf(record.record()),
                    String.valueOf(candidate.number()),
                    String.valueOf(record.line()),
                    candidate.sampleId().isPresent()
                            ? String.valueOf(candidate.sampleId().getAsLong())
                            : "",
                    record.kept() ? "yes" : "no",
                    judged.reward().isPresent() ? String.valueOf(judged.reward().getAsDouble()) : "",
                    judged.tokens().isPresent() ? String.valueOf(judged.tokens().getAsInt()) : "",
                    plain(judged.failure().orElse("")),
                    judged.verdict().orElse("").toLowerCase(Locale.ROOT),
                    plain(judged.reason().orElse("")),
                    plain(judged.note().orElse("")),
                    plain(judged.annotator().orElse("")),
                    judged.decidedAt().orElse(""),
                    plain(String.join(
                            " ", candidate.media().stream().map(Media::path).toList())),
                    plain(asked),
                    plain(turns.get(turns.size() - 1).text()));
        }

        /** A text no spreadsheet computes. */
        private static String plain(String text) {
            boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
            return formula ? "'" + text : text;
        }

        @Override
        public void finish() throws IOException {
            rows.flush();
        }
    }
}
