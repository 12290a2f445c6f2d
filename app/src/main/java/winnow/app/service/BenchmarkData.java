package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.benchmark.Benchmark;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.format.DatasetReader;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaFolder;

/**
 * The items of a benchmark, as its data file has them; all or some of those its authors published.
 *
 * @param sha256 of the file
 * @param items in the order of the file
 */
record BenchmarkData(String sha256, List<Entry> items) {

    /** Fields of a record that say its group, in the order they are asked. */
    private static final List<String> NAMES = List.of("subset", "domain", "image_path", "image", "id");

    /**
     * One item.
     *
     * @param number position in the file, from 0
     * @param group it belongs to
     * @param answers the better ones in the order of their styles, then the worse ones
     */
    record Entry(long number, String group, List<Sample> answers) {

        Entry {
            answers = List.copyOf(answers);
        }
    }

    BenchmarkData {
        items = List.copyOf(items);
    }

    /**
     * Reads a file.
     *
     * @param pictures keeps those that stand inside of the file
     * @throws IOException if it cannot be read, is of something else, or one of its records is no item; one sentence
     *     that names file and line
     */
    static BenchmarkData read(
            Path file, Benchmark benchmark, DatasetReader reader, MediaFolder pictures, CancelToken cancel)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file." : " does not exist.")
                    + " Name the data file of " + benchmark.title() + ".");
        }
        if (reader.confidence(file) == 0) {
            throw new IOException(
                    file + " does not look like the data of " + benchmark.title() + ". Name its data file.");
        }
        Items items = new Items(file, benchmark, pictures, cancel);
        reader.read(file, items);
        items.end();
        return new BenchmarkData(Hashes.of(file, cancel), items.found);
    }

    /** How many items each group has, in the order of the table. */
    Map<String, Long> groups(Benchmark benchmark) {
        Map<String, Long> groups = new LinkedHashMap<>();
        for (String group : benchmark.groups().keySet()) {
            long count =
                    items.stream().filter(item -> item.group().equals(group)).count();
            if (count > 0) {
                groups.put(group, count);
            }
        }
        return groups;
    }

    /** Takes records, and remembers the first that is no item. */
    private static final class Items implements SampleSink {

        private final Path file;
        private final Benchmark benchmark;
        private final MediaFolder pictures;
        private final CancelToken cancel;
        private final ObjectMapper json = new ObjectMapper();
        private final List<Entry> found = new ArrayList<>();
        private final List<Sample> answers = new ArrayList<>();
        private Optional<String> fault = Optional.empty();

        Items(Path file, Benchmark benchmark, MediaFolder pictures, CancelToken cancel) {
            this.file = file;
            this.benchmark = benchmark;
            this.pictures = pictures;
            this.cancel = cancel;
        }

        @Override
        public String media(byte[] bytes) throws IOException {
            cancel.check();
            return pictures.put(bytes);
        }

        @Override
        public void accept(Sample sample) {
            cancel.check();
            if (!answers.isEmpty() && answers.get(0).record() != sample.record()) {
                endItem();
            }
            answers.add(sample);
        }

        @Override
        public void prompt(Prompt prompt) {
            fault("line " + prompt.line() + ": the record has no answer");
        }

        @Override
        public void reject(Reject reject) {
            String place =
                    reject.line().isPresent() ? "line " + reject.line().getAsLong() : "record " + reject.record();
            fault(place + ": " + reject.reason().replaceFirst("\\.$", ""));
        }

        private void fault(String what) {
            if (fault.isEmpty()) {
                fault = Optional.of(file + ", " + what
                        + ". Every item counts in a benchmark, so nothing was scored: mend or remove that record.");
            }
        }

        private void endItem() {
            Sample first = answers.get(0);
            Optional<String> group = group(first);
            int expected = 2 * benchmark.styles();
            if (answers.size() != expected) {
                fault("line " + first.line() + ": there are " + answers.size() + " answers, expected were " + expected);
            } else if (group.isEmpty()) {
                fault("line " + first.line() + ": none of " + String.join(", ", NAMES) + " says to which part of "
                        + benchmark.title() + " the item belongs ("
                        + String.join(", ", benchmark.groups().keySet()) + ")");
            } else {
                found.add(new Entry(first.record(), group.get(), answers));
            }
            answers.clear();
        }

        private Optional<String> group(Sample first) {
            JsonNode record;
            try {
                record = json.readTree(first.raw());
            } catch (JsonProcessingException e) {
                fault("line " + first.line() + ": the record is no JSON object (" + e.getOriginalMessage() + ")");
                return Optional.empty();
            }
            return NAMES.stream()
                    .map(name -> benchmark.groupOf(record.path(name).asText()))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        void end() throws IOException {
            if (!answers.isEmpty()) {
                endItem();
            }
            if (fault.isPresent()) {
                throw new IOException(fault.get());
            }
            if (found.isEmpty()) {
                throw new IOException(file + " has no items. Name the data file of " + benchmark.title() + ".");
            }
        }
    }
}
