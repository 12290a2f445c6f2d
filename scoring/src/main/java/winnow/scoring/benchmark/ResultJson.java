package winnow.scoring.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON that the published evaluation scripts write. */
final class ResultJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String CHOSEN = "score_chosen";
    private static final String REJECTED = "score_rejected";
    private static final String OUTCOMES = "out_";
    private static final List<String> NAMES = List.of("subset", "domain", "section");

    private final Path file;
    private final Benchmark benchmark;

    /** Reads a file of what is said to be this benchmark. */
    ResultJson(Path file, Benchmark benchmark) {
        this.file = file;
        this.benchmark = benchmark;
    }

    /** Reads the bytes of the file, around a hole in them. */
    Results read(byte[] bytes, Hole hole) throws IOException {
        if (hole.length() > 0) {
            return around(bytes, hole);
        }
        JsonNode json = parse(bytes);
        if (json.isObject()
                && json.properties().stream().anyMatch(each -> each.getKey().startsWith(OUTCOMES))) {
            checkBenchmark(Benchmark.VL_REWARDBENCH);
            return new Results(benchmark, outcomes(json), Map.of(), 0, "");
        }
        List<JsonNode> entries = entries(json);
        if (entries.size() != benchmark.size()) {
            throw ResultFile.count(file, entries.size(), benchmark);
        }
        return new Results(benchmark, items(entries, 0), Map.of(), 0, "");
    }

    private JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ", line " + e.getLocation().getLineNr()
                            + ": not valid JSON, or cut off there. Copy or download the file again.",
                    e);
        }
    }

    private void checkBenchmark(Benchmark found) throws IOException {
        if (found != benchmark) {
            throw ResultFile.other(file, found, benchmark);
        }
    }

    private IOException unknown() {
        return new IOException(file + " is not a file of results of " + benchmark.title() + ". Known are "
                + ResultFile.expected(benchmark) + ".");
    }

    /** The entries of a list of scores. */
    private List<JsonNode> entries(JsonNode json) throws IOException {
        JsonNode first = json.path(0).path(CHOSEN);
        if (!json.isArray() || !(first.isArray() || first.isValueNode())) {
            throw unknown();
        }
        if (first.isArray()) {
            checkBenchmark(Benchmark.RM_BENCH);
        } else if (first.isNumber()) {
            checkBenchmark(Benchmark.REWARDBENCH);
        }
        List<JsonNode> entries = new ArrayList<>();
        json.forEach(entries::add);
        return entries;
    }

    private List<Item> items(List<JsonNode> entries, int first) throws IOException {
        List<Item> items = new ArrayList<>();
        for (JsonNode entry : entries) {
            int number = first + items.size();
            String place = file + ", item " + number;
            items.add(
                    Item.of(group(place, entry, number), scores(place, entry, CHOSEN), scores(place, entry, REJECTED)));
        }
        return items;
    }

    private String group(String place, JsonNode entry, int number) throws IOException {
        for (String name : NAMES) {
            if (entry.path(name).isTextual()) {
                String said = entry.path(name).textValue();
                Optional<String> group = benchmark.groupOf(said);
                return group.orElseThrow(() -> new IOException(
                        place + ": " + benchmark.title() + " has no " + name + " \"" + said + "\". Its groups are "
                                + String.join(", ", benchmark.groups().keySet()) + "."));
            }
        }
        return ResultFile.group(benchmark, number);
    }

    private List<Double> scores(String place, JsonNode entry, String name) throws IOException {
        JsonNode found = entry.path(name);
        boolean list = benchmark.styles() > 1;
        if (list ? !found.isArray() || found.size() != benchmark.styles() : !found.isNumber()) {
            throw new IOException(place + ": \"" + name + "\" must be "
                    + (list ? "a list of " + benchmark.styles() + " numbers" : "a number") + ", was "
                    + (found.isMissingNode() ? "not there" : found) + ". Score that item again.");
        }
        List<Double> scores = new ArrayList<>();
        for (JsonNode score : list ? found : JSON.createArrayNode().add(found)) {
            if (!score.isNumber()) {
                throw new IOException(
                        place + ": \"" + name + "\" must hold numbers, was " + found + ". Score that item again.");
            }
            scores.add(ResultFile.finite(place, "\"" + name + "\"", score.doubleValue()));
        }
        return scores;
    }

    /** Right or wrong of each item of each group. */
    private List<Item> outcomes(JsonNode json) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, Integer> group : benchmark.groups().entrySet()) {
            JsonNode list = json.path(OUTCOMES + group.getKey());
            if (list.size() != group.getValue()) {
                throw new IOException(file + " has " + list.size() + " items under \"" + OUTCOMES + group.getKey()
                        + "\", but that group of " + benchmark.title() + " has " + group.getValue()
                        + ". Name a file with all of them.");
            }
            for (JsonNode outcome : list) {
                String place = file + ", \"" + OUTCOMES + group.getKey() + "\"";
                items.add(Item.of(group.getKey(), isRight(place, outcome.asText())));
            }
        }
        JsonNode all = json.path(OUTCOMES + "all");
        long right = items.stream().filter(item -> item.right().get(0)).count();
        long said = 0;
        for (JsonNode outcome : all) {
            said += isRight(file + ", \"" + OUTCOMES + "all\"", outcome.asText()) ? 1 : 0;
        }
        if (!all.isMissingNode() && (said != right || all.size() != benchmark.size())) {
            throw new IOException(file + " contradicts itself: " + right + " items of its groups are right, but " + said
                    + " of " + all.size() + " under \"" + OUTCOMES + "all\". Run the evaluation again.");
        }
        return items;
    }

    /** What a one, a zero or a truth value means. */
    static boolean isRight(String place, String outcome) throws IOException {
        return switch (outcome) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default ->
                throw new IOException(
                        place + ": right or wrong must be 1 or 0, was \"" + outcome + "\". Run the evaluation again.");
        };
    }

    /** Reads the whole items before a hole as the first ones, and those after it as the last ones. */
    private Results around(byte[] bytes, Hole hole) throws IOException {
        String head = new String(bytes, 0, hole.from(), StandardCharsets.UTF_8);
        String tail = new String(bytes, hole.to(), bytes.length - hole.to(), StandardCharsets.UTF_8);
        int end = head.lastIndexOf('}');
        int start = tail.indexOf('{');
        boolean list = head.isBlank() || head.strip().startsWith("[");
        if (!list || Math.max(end, start) < 0) {
            throw new IOException(file + " is damaged: bytes " + hole.from() + " to " + (hole.to() - 1)
                    + " are zero, and what is left holds no whole item. Copy or download the file again.");
        }
        List<JsonNode> before = end < 0 ? List.of() : entries(parse(head.substring(0, end + 1) + "]"));
        List<JsonNode> after = start < 0 ? List.of() : entries(parse("[" + tail.substring(start)));
        int left = before.size() + after.size();
        if (left > benchmark.size()) {
            throw ResultFile.count(file, left, benchmark);
        }
        int lost = benchmark.size() - left;
        List<Item> items = new ArrayList<>(items(before, 0));
        items.addAll(items(after, before.size() + lost));
        Map<String, Long> missing = new LinkedHashMap<>();
        for (int i = before.size(); i < before.size() + lost; i++) {
            missing.merge(ResultFile.group(benchmark, i), 1L, Long::sum);
        }
        String note =
                file + " is damaged: its bytes " + hole.from() + " to " + (hole.to() - 1) + " are zero, so " + lost
                        + " of " + benchmark.size() + " items are lost, from item " + before.size()
                        + " on. They count neither as right nor as wrong.";
        return new Results(benchmark, items, missing, 0, note);
    }

    private JsonNode parse(String text) throws IOException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
