package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import winnow.store.data.Media;
import winnow.store.data.Reject;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;
import winnow.store.format.Head;
import winnow.store.format.SampleSink;

/** One object a line: {@code {"q": ..., "a": ..., "image": ...}}; {@code a} may be a list of candidates. */
record LineFormat() implements DatasetReader, DatasetWriter {

    @Override
    public String id() {
        return "lines";
    }

    @Override
    public String description() {
        return "Questions and answers, one a line";
    }

    @Override
    public String extension() {
        return ".jsonl";
    }

    @Override
    public int confidence(Head head) {
        return head.text().startsWith("{") ? 90 : 0;
    }

    @Override
    public void read(Path file, SampleSink sink) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            long record = 0;
            for (String line = in.readLine(); line != null; line = in.readLine(), record++) {
                try {
                    for (Sample sample : samples(json.readTree(line), record, line)) {
                        sink.accept(sample);
                    }
                } catch (JsonProcessingException e) {
                    sink.reject(new Reject(record, OptionalLong.of(record + 1), "Not valid JSON.", line));
                }
            }
        }
    }

    private static List<Sample> samples(JsonNode node, long record, String line) {
        List<Sample> samples = new ArrayList<>();
        List<Media> media = node.has("image")
                ? List.of(new Media(Media.Kind.IMAGE, node.get("image").asText()))
                : List.of();
        for (JsonNode answer : node.get("a").isArray() ? node.get("a") : List.of(node.get("a"))) {
            samples.add(new Sample(
                    record,
                    samples.size(),
                    record + 1,
                    List.of(new Turn(Role.USER, node.path("q").asText()), new Turn(Role.ASSISTANT, answer.asText())),
                    media,
                    line));
        }
        return samples;
    }

    @Override
    public void write(Writer out, Iterator<String> records) throws IOException {
        while (records.hasNext()) {
            out.write(records.next());
            out.write('\n');
        }
    }
}
