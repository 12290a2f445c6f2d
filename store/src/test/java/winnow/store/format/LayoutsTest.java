package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Judged;

/** Every layout writes the records of every format, and what it wrote reads back as what it was. */
class LayoutsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PAIRS = Set.of("trl", "ixc-reward", "llamafactory-dpo");
    private static final Media PICTURE = new Media(Media.Kind.IMAGE, "a.png");
    private static final Media VIDEO = new Media(Media.Kind.VIDEO, "b.mp4");

    /** A layout with a reader, and a real file. */
    record Case(DatasetLayout layout, DatasetFilesTest.Row row) {
        @Override
        public String toString() {
            return layout.id() + " of " + row;
        }
    }

    /** What was written, and what was not. */
    record Outcome(Path file, List<WholeRecord> written, Map<String, Long> leftOut, Map<String, Long> notes) {}

    @TempDir
    Path folder;

    static Stream<DatasetLayout> layouts() {
        return ServiceLoader.load(DatasetLayout.class).stream().map(ServiceLoader.Provider::get);
    }

    static Stream<Case> cases() {
        List<DatasetFilesTest.Row> rows = DatasetFilesTest.rows()
                .filter(row -> row.samples() + row.prompts() > 0)
                .toList();
        return layouts()
                .filter(layout -> layout instanceof DatasetReader)
                .flatMap(layout -> rows.stream().map(row -> new Case(layout, row)));
    }

    @Test
    void theLayoutsAreThoseOfTheHelp() {
        assertEquals(
                List.of(
                        "csv",
                        "ixc-reward",
                        "llamafactory-dpo",
                        "llava-json",
                        "llava-jsonl",
                        "messages",
                        "ms-swift",
                        "parquet",
                        "sharegpt",
                        "trl"),
                layouts().map(DatasetLayout::id).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatWasWrittenReadsBackAsItWas(Case each) throws IOException {
        List<WholeRecord> records =
                whole(Collected.of(each.row().reader(), each.row().file()));

        Outcome outcome = write(each.layout(), records);

        long left =
                outcome.leftOut().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(records.size(), outcome.written().size() + left);
        Collected back = Collected.of((DatasetReader) each.layout(), outcome.file());
        assertEquals(List.of(), back.reasons());
        List<WholeRecord> again = whole(back);
        assertEquals(outcome.written().size(), again.size());
        for (int i = 0; i < again.size(); i++) {
            same(each.layout().id(), outcome.written().get(i), again.get(i));
        }
    }

    /** Equal in all but tags the layout asks for; equal in those too where the text had one for each medium. */
    private static void same(String layout, WholeRecord before, WholeRecord after) {
        int candidates = PAIRS.contains(layout) || layout.equals("ms-swift")
                ? before.candidates().size()
                : 1;
        assertEquals(candidates, after.candidates().size());
        for (int i = 0; i < candidates; i++) {
            Candidate old = before.candidates().get(i);
            Candidate read = after.candidates().get(i);
            assertEquals(old.media(), read.media());
            assertEquals(untagged(old.turns()), untagged(read.turns()));
            assertEquals(roles(old.turns()), roles(read.turns()));
            if (old.media().isEmpty() || tags(old).equals(kinds(old))) {
                assertEquals(old.turns(), read.turns());
            }
        }
    }

    private static List<String> untagged(List<Turn> turns) {
        return turns.stream()
                .map(turn -> turn.text().replaceAll("<image>|<video>|<ImageHere>|<img>[^<]*</img>|\\s", ""))
                .toList();
    }

    private static List<Role> roles(List<Turn> turns) {
        return turns.stream().map(Turn::role).toList();
    }

    private static List<String> tags(Candidate candidate) {
        return candidate.turns().stream()
                .flatMap(turn -> MediaTags.TAG.matcher(turn.text()).results().map(tag -> tag.group()))
                .toList();
    }

    private static List<String> kinds(Candidate candidate) {
        return candidate.media().stream()
                .map(media -> media.kind() == Media.Kind.IMAGE ? "<image>" : "<video>")
                .toList();
    }

    @Test
    void mostRecordsOfPairsAndAnswersFit() throws IOException {
        Map<String, Long> written = new TreeMap<>();
        for (Case each : cases().toList()) {
            List<WholeRecord> records =
                    whole(Collected.of(each.row().reader(), each.row().file()));
            written.merge(
                    each.layout().id(),
                    (long) write(each.layout(), records).written().size(),
                    Long::sum);
        }

        assertEquals(
                "{ixc-reward=339, llamafactory-dpo=311, llava-json=990, llava-jsonl=990, messages=1088, ms-swift=1088,"
                        + " sharegpt=990, trl=339}",
                written.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trl", "ixc-reward", "llamafactory-dpo", "ms-swift"})
    void pairsAboutDifferentPicturesAreLeftOut(String id) throws IOException {
        WholeRecord record = record(
                candidate(0, List.of(PICTURE), user("Which?"), assistant("This.")),
                candidate(1, List.of(VIDEO), user("Which?"), assistant("That.")));

        assertEquals(
                Map.of("Its two answers are about different pictures or videos, and the layout has one list.", 1L),
                write(layout(id), List.of(record)).leftOut());
    }

    @Test
    void pairsThatPartEarlierStayWholeWhereTheLayoutCanHoldThem() throws IOException {
        WholeRecord record = record(
                candidate(0, List.of(), user("One?"), assistant("Yes."), user("Two?"), assistant("Yes.")),
                candidate(1, List.of(), user("One?"), assistant("No.")));

        for (String id : List.of("trl", "ixc-reward", "ms-swift")) {
            Outcome outcome = write(layout(id), List.of(record));
            WholeRecord again = whole(Collected.of((DatasetReader) layout(id), outcome.file()))
                    .get(0);
            assertEquals(
                    record.candidates().get(0).turns(),
                    again.candidates().get(0).turns(),
                    id);
            assertEquals(
                    record.candidates().get(1).turns(),
                    again.candidates().get(1).turns(),
                    id);
        }
        assertEquals(
                Map.of("Its two answers are not to one conversation, which the layout asks for.", 1L),
                write(layout("llamafactory-dpo"), List.of(record)).leftOut());
    }

    @Test
    void singleAnswersGroupsAndQuestionsAreNoPairs() throws IOException {
        Candidate one = candidate(0, List.of(), user("?"), assistant("a"));
        WholeRecord group = record(
                one,
                candidate(1, List.of(), user("?"), assistant("b")),
                candidate(2, List.of(), user("?"), assistant("c")));
        WholeRecord asked = new WholeRecord(3, 1, "{}", true, List.of(candidate(0, List.of(), user("?"))));

        assertEquals(
                Map.of(
                        "It has one answer, and a pair has two.", 1L,
                        "It is a group of 3 answers, and a pair has two.", 1L,
                        "It asks and is not answered.", 1L),
                write(layout("trl"), List.of(record(one), group, asked)).leftOut());
    }

    @Test
    void aLayoutOfOneAnswerTakesTheFirstAndSaysSo() throws IOException {
        WholeRecord pair = record(
                candidate(0, List.of(), user("?"), assistant("better")),
                candidate(1, List.of(), user("?"), assistant("worse")));

        Outcome outcome = write(layout("sharegpt"), List.of(pair));

        assertEquals(List.of(1L), List.copyOf(outcome.notes().values()));
        assertTrue(Files.readString(outcome.file()).contains("better"));
        assertFalse(Files.readString(outcome.file()).contains("worse"));
    }

    @Test
    void picturesGetTheTagsToolsLookFor() throws IOException {
        assertEquals("<image>\nWhat?", question("llava-json", List.of(PICTURE), "What?"));
        assertEquals("<image>\n<video>\nWhat?", question("sharegpt", List.of(PICTURE, VIDEO), "What?"));
        assertEquals("See <image> here", question("sharegpt", List.of(PICTURE), "See <ImageHere> here"));
        assertEquals("See <image>", question("messages", List.of(PICTURE), "See <img>a.png</img>"));
        assertEquals("See <video>", question("sharegpt", List.of(VIDEO), "See <image>"));
        assertEquals("See <image>", question("llava-json", List.of(VIDEO), "See <image>"));
        assertEquals("<image> and\n<video>", question("sharegpt", List.of(PICTURE, VIDEO), "<image> and"));
        assertEquals("$1 \\ <image>", question("sharegpt", List.of(PICTURE), "$1 \\ <image>"));
        assertEquals("What?", question("ms-swift", List.of(PICTURE), "What?"));
        assertEquals("What?", question("ixc-reward", List.of(PICTURE), "What?"));
        assertEquals("<image>", question("messages", List.of(), "<image>"));
    }

    @Test
    void aTagWithoutPictureIsNoLlavaRecord() throws IOException {
        WholeRecord record = record(candidate(0, List.of(), user("What does <image> mean?"), assistant("A tag.")));

        assertEquals(
                Map.of("Its text holds a tag such as <image>, and there is nothing to show.", 1L),
                write(layout("llava-jsonl"), List.of(record)).leftOut());
    }

    @Test
    void preferencesWithPicturesHavePartsAsVisionTrainersWant() throws IOException {
        WholeRecord pair = record(
                candidate(0, List.of(PICTURE), user("Look <image> now"), assistant("a")),
                candidate(1, List.of(PICTURE), user("Look <image> now"), assistant("b")));

        JsonNode line = JSON.readTree(
                Files.readString(write(layout("trl"), List.of(pair)).file()));

        assertEquals(
                "[{\"type\":\"text\",\"text\":\"Look \"},{\"type\":\"image\",\"text\":null},"
                        + "{\"type\":\"text\",\"text\":\" now\"}]",
                line.path("prompt").path(0).path("content").toString());
        assertEquals(
                "[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]",
                line.path("chosen").toString());
        assertEquals("[\"a.png\"]", line.path("images").toString());
    }

    @Test
    void idsStayAndOthersCountRecords() throws IOException {
        Candidate one = candidate(0, List.of(), user("?"), assistant("a"));
        WholeRecord named = new WholeRecord(7, 1, "{\"x\": [{\"id\": 1}], \"id\": 42}", true, List.of(one));
        WholeRecord unnamed = new WholeRecord(8, 1, "a,b", true, List.of(one));

        JsonNode file = JSON.readTree(Files.readString(
                write(layout("llava-json"), List.of(named, unnamed)).file()));

        assertEquals(
                List.of("42", "8"),
                List.of(
                        file.path(0).path("id").asText(),
                        file.path(1).path("id").asText()));
    }

    @Test
    void llamaFactoryIsToldWhatTheFieldsMean() throws IOException {
        List<DatasetLayout.Entry> entries =
                List.of(new DatasetLayout.Entry("train.json", "train", Set.of(Media.Kind.IMAGE)));

        JsonNode single = JSON.readTree(
                layout("sharegpt").companion(entries).orElseThrow().text());
        JsonNode pairs = JSON.readTree(
                layout("llamafactory-dpo").companion(entries).orElseThrow().text());
        JsonNode messages = JSON.readTree(
                layout("messages").companion(entries).orElseThrow().text());

        assertEquals(
                "{\"file_name\":\"train.json\",\"formatting\":\"sharegpt\","
                        + "\"columns\":{\"messages\":\"conversations\",\"images\":\"images\"}}",
                single.path("train").toString());
        assertTrue(pairs.path("train").path("ranking").asBoolean());
        assertEquals(
                "rejected", pairs.path("train").path("columns").path("rejected").asText());
        assertEquals(
                "user", messages.path("train").path("tags").path("user_tag").asText());
        assertEquals(Optional.empty(), layout("trl").companion(entries));
    }

    @Test
    void scoresAreRowsNoSpreadsheetComputes() throws IOException {
        Judged judged = new Judged(
                OptionalDouble.of(-1.5),
                OptionalInt.of(12),
                Optional.empty(),
                Optional.of("PRUNE"),
                Optional.of("=1+1"),
                Optional.empty(),
                Optional.of("kim"),
                Optional.of("2026-01-01T00:00:00Z"));
        WholeRecord removed = new WholeRecord(
                4,
                5,
                "{}",
                false,
                List.of(new Candidate(
                        OptionalLong.of(9),
                        0,
                        List.of(user("a \"b\",\nc"), assistant("-d")),
                        List.of(PICTURE),
                        judged)));

        Outcome outcome = write(layout("csv"), List.of(removed));

        assertEquals(
                "dataset,record,candidate,line,sample,kept,reward,tokens,failure,verdict,reason,note,annotator,"
                        + "decided_at,media,question,answer\n"
                        + "test,4,0,5,9,no,-1.5,12,,prune,'=1+1,,kim,2026-01-01T00:00:00Z,a.png,"
                        + "\"a \"\"b\"\",\nc\",'-d\n",
                Files.readString(outcome.file()));
    }

    @Test
    void aFileWithoutRecordsIsStillAFile() throws IOException {
        assertEquals(
                "[]\n", Files.readString(write(layout("llava-json"), List.of()).file()));
        assertEquals(
                "", Files.readString(write(layout("llava-jsonl"), List.of()).file()));
    }

    private String question(String id, List<Media> media, String text) throws IOException {
        List<WholeRecord> records = PAIRS.contains(id)
                ? List.of(record(
                        candidate(0, media, user(text), assistant("a")),
                        candidate(1, media, user(text), assistant("b"))))
                : List.of(record(candidate(0, media, user(text), assistant("a"))));
        Outcome outcome = write(layout(id), records);
        WholeRecord again =
                whole(Collected.of((DatasetReader) layout(id), outcome.file())).get(0);
        assertEquals(media, again.candidates().get(0).media());
        return again.candidates().get(0).turns().get(0).text();
    }

    private Outcome write(DatasetLayout layout, List<WholeRecord> records) throws IOException {
        Path file = Files.createTempFile(folder, "laid", layout.ending());
        Set<Media.Kind> shown = new LinkedHashSet<>();
        records.forEach(record -> record.candidates().forEach(c -> c.media().forEach(m -> shown.add(m.kind()))));
        List<WholeRecord> written = new ArrayList<>();
        Map<String, Long> leftOut = new LinkedHashMap<>();
        try (OutputStream out = Files.newOutputStream(file)) {
            LayoutFile laid =
                    layout.start(out, new DatasetLayout.Context("test", shown, media -> folder.resolve(media.path())));
            for (WholeRecord record : records) {
                laid.write(record)
                        .ifPresentOrElse(reason -> leftOut.merge(reason, 1L, Long::sum), () -> written.add(record));
            }
            laid.finish();
            return new Outcome(file, written, leftOut, laid.notes());
        }
    }

    private static DatasetLayout layout(String id) {
        return layouts().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<WholeRecord> whole(Collected read) {
        TreeMap<Long, WholeRecord> records = new TreeMap<>();
        for (Prompt prompt : read.prompts()) {
            Candidate asked = new Candidate(OptionalLong.empty(), 0, prompt.turns(), prompt.media(), Judged.NOT);
            records.put(
                    prompt.record(),
                    new WholeRecord(prompt.record(), prompt.line(), prompt.raw(), true, List.of(asked)));
        }
        for (Sample sample : read.samples()) {
            List<Candidate> candidates = new ArrayList<>(Optional.ofNullable(records.get(sample.record()))
                    .map(WholeRecord::candidates)
                    .orElse(List.of()));
            candidates.add(
                    new Candidate(OptionalLong.of(1), sample.candidate(), sample.turns(), sample.media(), Judged.NOT));
            records.put(
                    sample.record(), new WholeRecord(sample.record(), sample.line(), sample.raw(), true, candidates));
        }
        return List.copyOf(records.values());
    }

    private static WholeRecord record(Candidate... candidates) {
        return new WholeRecord(0, 1, "{}", true, List.of(candidates));
    }

    private static Candidate candidate(int number, List<Media> media, Turn... turns) {
        return new Candidate(OptionalLong.of(number + 1L), number, List.of(turns), media, Judged.NOT);
    }

    private static Turn user(String text) {
        return new Turn(Role.USER, text);
    }

    private static Turn assistant(String text) {
        return new Turn(Role.ASSISTANT, text);
    }
}
