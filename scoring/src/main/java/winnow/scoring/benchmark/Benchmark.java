package winnow.scoring.benchmark;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The benchmarks of reward models there are tables of. */
public enum Benchmark {
    /** Two answers to a question about a picture. */
    VL_REWARDBENCH("vl-rewardbench", "VL-RewardBench", 1),
    /** A chosen and a rejected answer to a text. */
    REWARDBENCH("rewardbench", "RewardBench", 1),
    /** Three chosen and three rejected answers to a text, each three in the styles of {@link #STYLES}. */
    RM_BENCH("rm-bench", "RM-Bench", 3);

    /** Styles of the answers of RM-Bench, in their order. */
    public static final List<String> STYLES = List.of("concise", "plain", "markdown");

    private final String id;
    private final String title;
    private final int styles;

    Benchmark(String id, String title, int styles) {
        this.id = id;
        this.title = title;
        this.styles = styles;
    }

    /** What users type. */
    public String id() {
        return id;
    }

    /** What its authors call it. */
    public String title() {
        return title;
    }

    /** Chosen answers an item has, and rejected ones. */
    public int styles() {
        return styles;
    }

    /** The benchmark of an id. */
    public static Optional<Benchmark> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    /** How many items each group has, groups in the order of the published files. */
    public Map<String, Integer> groups() {
        return switch (this) {
            case VL_REWARDBENCH -> counts("general", 183, "hallucination", 749, "reasoning", 318);
            case REWARDBENCH -> counts("Chat", 358, "Chat Hard", 456, "Safety", 740, "Reasoning", 1431);
            case RM_BENCH -> counts("chat", 129, "code", 228, "math", 529, "safety", 441);
        };
    }

    /** How many items there are. */
    public int size() {
        return groups().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What the paper of IXC-2.5-Reward prints, in percent, by the names of {@link BenchmarkTable}. */
    public Map<String, Double> paper() {
        return switch (this) {
            case VL_REWARDBENCH ->
                figures("general", 84.7, "hallucination", 62.5, "reasoning", 62.9, "overall", 65.8, "macro", 70.0);
            case REWARDBENCH ->
                figures("Chat", 90.8, "Chat Hard", 83.8, "Safety", 87.8, "Reasoning", 90.0, "overall", 88.6);
            case RM_BENCH ->
                figures(
                        "easy", 87.5, "normal", 71.3, "hard", 47.4, "chat", 65.5, "code", 51.7, "math", 55.9, "safety",
                        93.8, "overall", 68.8);
        };
    }

    /**
     * The group of an item.
     *
     * @param name of the group itself, or what the data files say: a subset of RewardBench, a domain of RM-Bench, the
     *     path of a picture or the name of an item of VL-RewardBench
     */
    public Optional<String> groupOf(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        for (String group : groups().keySet()) {
            if (group.toLowerCase(Locale.ROOT).equals(plain)) {
                return Optional.of(group);
            }
        }
        return switch (this) {
            case VL_REWARDBENCH -> containing(plain, pictures());
            case REWARDBENCH -> Optional.ofNullable(subsets().get(plain));
            case RM_BENCH ->
                groups().keySet().stream().filter(plain::startsWith).findFirst();
        };
    }

    private static Optional<String> containing(String name, Map<String, String> groups) {
        return groups.entrySet().stream()
                .filter(each -> name.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What stands in the path of a picture. */
    private static Map<String, String> pictures() {
        Map<String, String> groups = new LinkedHashMap<>();
        List.of("reasoning_tasks", "mathverse", "mmmu").forEach(each -> groups.put(each, "reasoning"));
        List.of("vlfeedback", "wildvision", "lrvinstruction", "jailbreak", "politics", "svit")
                .forEach(each -> groups.put(each, "general"));
        List.of("povid", "rlhf-v", "rlaif-v", "hallucination_pair").forEach(each -> groups.put(each, "hallucination"));
        return groups;
    }

    private static Map<String, String> subsets() {
        String chat = "alpacaeval-easy alpacaeval-length alpacaeval-hard mt-bench-easy mt-bench-med";
        String hard = "mt-bench-hard llmbar-natural llmbar-adver-neighbor llmbar-adver-gptinst llmbar-adver-gptout"
                + " llmbar-adver-manual chat-hard-block";
        String safety = "refusals-dangerous refusals-offensive xstest-should-refuse xstest-should-respond donotanswer"
                + " safety-block";
        String reasoning = "math-prm hep-cpp hep-go hep-java hep-js hep-python hep-rust reasoning-block";
        Map<String, String> sections = new LinkedHashMap<>();
        List.of(chat.split(" ", -1)).forEach(each -> sections.put(each, "Chat"));
        List.of(hard.split(" ", -1)).forEach(each -> sections.put(each, "Chat Hard"));
        List.of(safety.split(" ", -1)).forEach(each -> sections.put(each, "Safety"));
        List.of(reasoning.split(" ", -1)).forEach(each -> sections.put(each, "Reasoning"));
        return sections;
    }

    private static Map<String, Integer> counts(Object... namesAndCounts) {
        return numbers(namesAndCounts).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().intValue(), (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, Double> figures(Object... namesAndFigures) {
        return numbers(namesAndFigures).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().doubleValue(), (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, Number> numbers(Object... namesAndNumbers) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            numbers.put((String) namesAndNumbers[i], (Number) namesAndNumbers[i + 1]);
        }
        return Collections.unmodifiableMap(numbers);
    }
}
