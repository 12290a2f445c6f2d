package winnow.scoring.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores as Winnow keeps them: JSON lines, one for what they are of and one for each item, in the order they were
 * computed. Every line ends with a line break; one that does not was being written when the program died, and is not
 * there.
 *
 * @param header what they are of
 * @param lines one for each item that is done
 * @param bytes length of the whole lines
 */
public record ScoreFile(ScoreHeader header, List<ScoreLine> lines, long bytes) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String MARK = "{\"winnow\":\"benchmark scores\"";

    public ScoreFile {
        lines = List.copyOf(lines);
    }

    /** Whether a file starts like one of scores. */
    static boolean isThis(byte[] bytes) {
        int length = Math.min(bytes.length, MARK.length());
        return new String(bytes, 0, length, StandardCharsets.UTF_8).equals(MARK);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or holds something else; one sentence that names file and line
     */
    public static ScoreFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!isThis(bytes)) {
            throw new IOException(file + " is there and is no file of scores. Name another file.");
        }
        return read(file, bytes);
    }

    static ScoreFile read(Path file, byte[] bytes) throws IOException {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        List<String> texts =
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        if (texts.isEmpty()) {
            throw new IOException(file + " has no whole line. Delete it and score again.");
        }
        ScoreHeader header = header(file, parse(file, 1, texts.get(0)));
        List<ScoreLine> lines = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 1; i < texts.size(); i++) {
            ScoreLine line = line(file, i + 1, parse(file, i + 1, texts.get(i)), header);
            if (!seen.add(line.item())) {
                throw new IOException(file + ", line " + (i + 1) + ": item " + line.item()
                        + " stands there a second time. Delete that line.");
            }
            lines.add(line);
        }
        return new ScoreFile(header, lines, end);
    }

    /** What the scores come to; items that are not done yet are lost. */
    public Results results(Path file) {
        Map<String, Long> lost = new LinkedHashMap<>(header.groups());
        lines.forEach(line -> lost.merge(line.group(), -1L, Long::sum));
        lost.values().removeIf(count -> count == 0);
        long missing = header.items() - lines.size();
        String note = missing == 0
                ? ""
                : file + " is not complete: " + missing + " of " + header.items() + " items have no result yet. They"
                        + " count neither as right nor as wrong; score with the same --out again to add them.";
        return new Results(
                header.benchmark(),
                lines.stream().map(line -> line.result(header.benchmark())).toList(),
                lost,
                lines.stream().filter(ScoreLine::isFailed).count(),
                note);
    }

    /** The header as a line of text, with its line break. */
    public static String text(ScoreHeader header) {
        ObjectNode groups = JSON.createObjectNode();
        header.groups().forEach(groups::put);
        String rest = JSON.createObjectNode()
                .put("benchmark", header.benchmark().id())
                .put("data_sha256", header.dataSha256())
                .put("model", header.model())
                .put("fingerprint", header.fingerprint())
                .put("settings", header.settings())
                .<ObjectNode>set("groups", groups)
                .toString();
        return MARK + "," + rest.substring(1) + "\n";
    }

    /** An item as a line of text, with its line break. */
    public static String text(ScoreLine line) {
        ObjectNode json = JSON.createObjectNode().put("item", line.item()).put("group", line.group());
        if (line.isFailed()) {
            json.put("reason", line.reason());
        } else {
            json.set("chosen", numbers(line.chosen()));
            json.set("rejected", numbers(line.rejected()));
        }
        return json + "\n";
    }

    private static ArrayNode numbers(List<Double> values) {
        ArrayNode numbers = JSON.createArrayNode();
        values.forEach(numbers::add);
        return numbers;
    }

    private static JsonNode parse(Path file, int line, String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ", line " + line + ": not valid JSON. Delete that line and score again.", e);
        }
    }

    private static ScoreHeader header(Path file, JsonNode json) throws IOException {
        Optional<Benchmark> benchmark = Benchmark.of(json.path("benchmark").asText());
        Map<String, Long> groups = new LinkedHashMap<>();
        json.path("groups")
                .properties()
                .forEach(each -> groups.put(each.getKey(), each.getValue().asLong(-1)));
        boolean known = benchmark.isPresent()
                && !groups.isEmpty()
                && benchmark.get().groups().keySet().containsAll(groups.keySet())
                && groups.values().stream().allMatch(count -> count > 0);
        if (!known) {
            throw new IOException(file + ", line 1: names no benchmark with groups Winnow knows. Score again.");
        }
        return new ScoreHeader(
                benchmark.get(),
                json.path("data_sha256").asText(),
                json.path("model").asText(),
                json.path("fingerprint").asText(),
                json.path("settings").asText(),
                groups);
    }

    private static ScoreLine line(Path file, int number, JsonNode json, ScoreHeader header) throws IOException {
        String place = file + ", line " + number;
        String group = json.path("group").asText();
        JsonNode item = json.path("item");
        if (!item.isIntegralNumber() || item.longValue() < 0 || item.longValue() >= header.items()) {
            throw new IOException(place + ": \"item\" must be 0 to " + (header.items() - 1) + ", was "
                    + (item.isMissingNode() ? "not there" : item) + ". Delete that line and score again.");
        }
        if (!header.groups().containsKey(group)) {
            throw new IOException(place + ": the groups are "
                    + header.groups().keySet().stream().collect(Collectors.joining(", ")) + ", was \"" + group
                    + "\". Delete that line and score again.");
        }
        if (json.path("reason").isTextual() && !json.path("reason").textValue().isEmpty()) {
            return ScoreLine.failed(item.longValue(), group, json.path("reason").textValue());
        }
        int styles = header.benchmark().styles();
        return new ScoreLine(
                item.longValue(),
                group,
                scores(place, json, "chosen", styles),
                scores(place, json, "rejected", styles),
                "");
    }

    private static List<Double> scores(String place, JsonNode json, String name, int count) throws IOException {
        JsonNode found = json.path(name);
        List<Double> scores = new ArrayList<>();
        for (JsonNode score : found) {
            if (score.isNumber()) {
                scores.add(ResultFile.finite(place, "\"" + name + "\"", score.doubleValue()));
            }
        }
        if (found.size() != count || scores.size() != count) {
            throw new IOException(place + ": \"" + name + "\" must be a list of " + count + " numbers, was "
                    + (found.isMissingNode() ? "not there" : found) + ". Delete that line and score again.");
        }
        return scores;
    }
}
