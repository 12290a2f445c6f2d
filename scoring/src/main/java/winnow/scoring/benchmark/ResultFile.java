package winnow.scoring.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Reads saved results of a benchmark: a table with columns, the JSON that evaluation scripts write, or the lines that
 * {@link ScoreFile} describes. Which it is, is told from the text. Files without names of groups are taken to hold all
 * items in the published order.
 */
public final class ResultFile {

    private static final long MAX_BYTES = 256L << 20;

    private ResultFile() {}

    /**
     * Reads a file.
     *
     * @param benchmark it is said to be of
     * @throws IOException if it cannot be read or holds something else; one sentence that names file and place
     */
    public static Results read(Path file, Benchmark benchmark) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file
                    + (Files.exists(file) ? " is not a file of results." : " does not exist. Name a file of results."));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than any file of results. Name the file of scores, not the data.");
        }
        byte[] bytes = Files.readAllBytes(file);
        Hole hole = Hole.in(bytes);
        if (hole.length() > 0) {
            return new ResultJson(file, benchmark).read(bytes, hole);
        }
        return switch (first(bytes)) {
            case '[', '{' ->
                ScoreFile.isThis(bytes)
                        ? saved(file, bytes, benchmark)
                        : new ResultJson(file, benchmark).read(bytes, hole);
            case 0 -> throw new IOException(file + " is empty. Name a file of results.");
            default -> new ResultCsv(file, benchmark).read(bytes);
        };
    }

    private static Results saved(Path file, byte[] bytes, Benchmark benchmark) throws IOException {
        ScoreFile scores = ScoreFile.read(file, bytes);
        if (scores.header().benchmark() != benchmark) {
            throw other(file, scores.header().benchmark(), benchmark);
        }
        if (scores.lines().isEmpty()) {
            throw new IOException(file + " has no result of any item yet. Score with it as --out first.");
        }
        return scores.results(file);
    }

    /** The first byte that says something; 0 where there is none. */
    private static int first(byte[] bytes) {
        boolean marked = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb;
        for (int i = marked ? 3 : 0; i < bytes.length; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return bytes[i];
            }
        }
        return 0;
    }

    /** Says that a file is of another benchmark than was asked for. */
    static IOException other(Path file, Benchmark found, Benchmark asked) {
        return new IOException(file + " holds results of " + found.title() + ", not of " + asked.title()
                + ". Use: winnow bench " + found.id() + " --from-scores " + file);
    }

    /** Says that a file does not have as many items as the benchmark. */
    static IOException count(Path file, long found, Benchmark benchmark) {
        String groups = benchmark.groups().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return new IOException(file + " has " + found + " items, but " + benchmark.title() + " has " + benchmark.size()
                + " (" + groups + "). Name a file with all of them.");
    }

    /** The group of the item at a place of the published order. */
    static String group(Benchmark benchmark, int place) {
        int end = 0;
        for (var group : benchmark.groups().entrySet()) {
            end += group.getValue();
            if (place < end) {
                return group.getKey();
            }
        }
        throw new IllegalArgumentException(benchmark.title() + " has no item " + place);
    }

    /** Refuses what is no number. */
    static double finite(String place, String name, double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IOException(
                    place + ": " + name + " is " + number + ", which is no reward. Score that item again.");
        }
        return number;
    }

    /** The columns or fields a file of results has, for messages. */
    static String expected(Benchmark benchmark) {
        return switch (benchmark) {
            case VL_REWARDBENCH ->
                "row,swapped,correct with a file NAME_groups.csv beside, group,index_in_group,correct, or"
                        + " JSON with out_general, out_hallucination and out_reasoning";
            case REWARDBENCH ->
                "row,block,section,score_chosen,score_rejected, or JSON with score_chosen and"
                        + " score_rejected of each item";
            case RM_BENCH ->
                "row,domain,chosen_concise,chosen_plain,chosen_markdown"
                        + ",rejected_concise,rejected_plain,rejected_markdown, or JSON with lists of three"
                        + " as score_chosen and score_rejected of each item";
        };
    }
}
