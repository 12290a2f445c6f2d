package winnow.scoring.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads results from tables of comma-separated values. An item whose rewards are all empty is lost. */
final class ResultCsv {

    private static final String ROW = "row";
    private static final String CORRECT = "correct";
    private static final String GROUP = "group";
    private static final List<String> CHOSEN = scores("chosen_");
    private static final List<String> REJECTED = scores("rejected_");

    private final Path file;
    private final Benchmark benchmark;

    /** A line of a table: its fields by column. */
    private record Line(String place, Map<String, String> fields) {

        String get(String column) {
            return fields.getOrDefault(column, "").strip();
        }
    }

    /** Reads a file of what is said to be this benchmark. */
    ResultCsv(Path file, Benchmark benchmark) {
        this.file = file;
        this.benchmark = benchmark;
    }

    /** Reads the bytes of the file. */
    Results read(byte[] bytes) throws IOException {
        List<Line> lines = lines(bytes);
        Set<String> columns = lines.isEmpty() ? Set.of() : lines.get(0).fields().keySet();
        Benchmark found = columns.contains(CORRECT)
                ? Benchmark.VL_REWARDBENCH
                : columns.contains("score_chosen")
                        ? Benchmark.REWARDBENCH
                        : columns.contains(CHOSEN.get(0)) ? Benchmark.RM_BENCH : benchmark;
        if (found != benchmark) {
            throw ResultFile.other(file, found, benchmark);
        }
        return switch (benchmark) {
            case VL_REWARDBENCH -> outcomes(lines, columns);
            case REWARDBENCH -> {
                checkColumns(columns, Set.of(ROW, "section", "score_chosen", "score_rejected"), Set.of("block"));
                yield rewards(lines, "section", List.of("score_chosen"), List.of("score_rejected"));
            }
            case RM_BENCH -> {
                Set<String> needed = new HashSet<>(Set.of(ROW, "domain"));
                needed.addAll(CHOSEN);
                needed.addAll(REJECTED);
                checkColumns(columns, needed, Set.of());
                yield rewards(lines, "domain", CHOSEN, REJECTED);
            }
        };
    }

    private static List<String> scores(String side) {
        return Benchmark.STYLES.stream().map(style -> side + style).toList();
    }

    private List<Line> lines(byte[] bytes) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> header = List.of();
        try (MappingIterator<String[]> rows = new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readerFor(String[].class)
                .readValues(bytes)) {
            while (rows.hasNextValue()) {
                List<String> cells = Arrays.asList(rows.nextValue());
                if (header.isEmpty()) {
                    header = cells.stream()
                            .map(cell -> cell.replace("\ufeff", "").strip())
                            .toList();
                } else {
                    lines.add(line(lines.size(), header, cells));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ", line " + e.getLocation().getLineNr() + ": not a table of comma-separated values."
                            + " Copy or download the file again.",
                    e);
        }
        if (lines.isEmpty()) {
            throw new IOException(file + " is not a file of results of " + benchmark.title() + ". Known are "
                    + ResultFile.expected(benchmark) + ".");
        }
        return lines;
    }

    private Line line(int number, List<String> header, List<String> cells) throws IOException {
        String place = file + ", line " + (number + 2);
        if (cells.size() != header.size()) {
            throw new IOException(place + " has " + cells.size() + " fields, but there are " + header.size()
                    + " columns. The file may be cut off there: copy or download it again.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            fields.put(header.get(i), cells.get(i));
        }
        return new Line(place, fields);
    }

    private void checkColumns(Set<String> columns, Set<String> needed, Set<String> allowed) throws IOException {
        Set<String> missing = new HashSet<>(needed);
        missing.removeAll(columns);
        Set<String> unknown = new HashSet<>(columns);
        unknown.removeAll(needed);
        unknown.removeAll(allowed);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IOException(file + " has the columns " + String.join(",", columns) + ". "
                    + (missing.isEmpty() ? "Not known: " + sorted(unknown) : "Missing: " + sorted(missing))
                    + ". Known for " + benchmark.title() + " are " + ResultFile.expected(benchmark) + ".");
        }
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private Results rewards(List<Line> lines, String column, List<String> chosen, List<String> rejected)
            throws IOException {
        checkRows(lines);
        List<Item> items = new ArrayList<>();
        Map<String, Long> lost = new LinkedHashMap<>();
        for (Line line : lines) {
            String group = group(line, column);
            if (Stream.concat(chosen.stream(), rejected.stream())
                    .allMatch(name -> line.get(name).isEmpty())) {
                lost.merge(group, 1L, Long::sum);
            } else {
                items.add(Item.of(group, numbers(line, chosen), numbers(line, rejected)));
            }
        }
        if (items.isEmpty()) {
            throw new IOException(file + " has no reward in any line. Name a file with rewards.");
        }
        long all = lost.values().stream().mapToLong(Long::longValue).sum();
        String note = all == 0
                ? ""
                : file + " has no rewards of " + all + " of " + benchmark.size()
                        + " items. They count neither as right nor as wrong.";
        return new Results(benchmark, items, lost, 0, note);
    }

    private List<Double> numbers(Line line, List<String> columns) throws IOException {
        List<Double> numbers = new ArrayList<>();
        for (String column : columns) {
            try {
                numbers.add(ResultFile.finite(line.place(), column, Double.parseDouble(line.get(column))));
            } catch (NumberFormatException e) {
                throw new IOException(
                        line.place() + ": " + column + " must be a number, was \"" + line.get(column)
                                + "\". Score that item again.",
                        e);
            }
        }
        return numbers;
    }

    private String group(Line line, String column) throws IOException {
        return benchmark
                .groupOf(line.get(column))
                .orElseThrow(() -> new IOException(line.place() + ": " + benchmark.title() + " has no " + column + " \""
                        + line.get(column) + "\". Its groups are "
                        + String.join(", ", benchmark.groups().keySet()) + "."));
    }

    /** Every item has one line; in whatever order. */
    private void checkRows(List<Line> lines) throws IOException {
        if (lines.size() != benchmark.size()) {
            throw ResultFile.count(file, lines.size(), benchmark);
        }
        Set<Integer> seen = new HashSet<>();
        for (Line line : lines) {
            String row = line.get(ROW);
            if (!row.matches("\\d{1,6}")
                    || Integer.parseInt(row) >= benchmark.size()
                    || !seen.add(Integer.valueOf(row))) {
                throw new IOException(line.place() + ": row must count each item once, from 0 to "
                        + (benchmark.size() - 1) + ", was \"" + row + "\". Correct the file.");
            }
        }
    }

    /** Right or wrong of each item: with groups, or without and then with a file of groups beside. */
    private Results outcomes(List<Line> lines, Set<String> columns) throws IOException {
        if (columns.contains(GROUP)) {
            checkColumns(columns, Set.of(GROUP, CORRECT), Set.of("index_in_group"));
            return new Results(benchmark, grouped(lines), Map.of(), 0, "");
        }
        checkColumns(columns, Set.of(ROW, CORRECT), Set.of("swapped"));
        checkRows(lines);
        long right = 0;
        for (Line line : lines) {
            right += ResultJson.isRight(line.place(), line.get(CORRECT)) ? 1 : 0;
        }
        Path beside = beside();
        if (!Files.isRegularFile(beside)) {
            throw new IOException(file + " does not say which group an item is of. Put " + beside.getFileName()
                    + " with the columns group,index_in_group,correct beside it.");
        }
        Results grouped = new ResultCsv(beside, benchmark).read(Files.readAllBytes(beside));
        long there =
                grouped.items().stream().filter(item -> item.right().get(0)).count();
        if (there != right) {
            throw new IOException(file + " has " + right + " right items, but " + beside + " has " + there
                    + ". They are not of one evaluation.");
        }
        return grouped;
    }

    private Path beside() {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot < 0 ? name + "_groups" : name.substring(0, dot) + "_groups" + name.substring(dot));
    }

    private List<Item> grouped(List<Line> lines) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        for (Line line : lines) {
            String group = group(line, GROUP);
            counts.merge(group, 1, Integer::sum);
            items.add(Item.of(group, ResultJson.isRight(line.place(), line.get(CORRECT))));
        }
        if (!counts.equals(benchmark.groups())) {
            throw new IOException(file + " has " + counts + " items in its groups, but " + benchmark.title() + " has "
                    + benchmark.groups() + ". Name a file with all of them.");
        }
        return items;
    }
}
