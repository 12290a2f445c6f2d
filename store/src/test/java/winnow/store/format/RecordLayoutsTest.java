package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Container;
import winnow.store.data.FieldMap;
import winnow.store.data.Media;
import winnow.store.data.Turn;

/** What the layouts make of single records, those among them that no file of real data stands for. */
class RecordLayoutsTest {

    @TempDir
    Path folder;

    /** Format, record, and what comes of it: S, U and A for who speaks, [...] for media, | between candidates. */
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(
                        "ixc-finetune",
                        "{'id': 0, 'image': ['1.png', '2.png'], 'conversations': [{'from': 'user', 'value':"
                                + " '<ImageHere> <ImageHere>Which?'}, {'from': 'assistant', 'value': 'The first.'}]}",
                        "U:<ImageHere> <ImageHere>Which? A:The first. [1.png 2.png]"),
                Arguments.of(
                        "rm-bench",
                        "{'id': 1, 'prompt': 'p', 'subset': 'chat', 'chosen': ['a', 'b', 'c'], 'rejected': ['d', 'e',"
                                + " 'f']}",
                        "U:p A:a | U:p A:b | U:p A:c | U:p A:d | U:p A:e | U:p A:f"),
                Arguments.of(
                        "candidates",
                        "{'messages': [{'role': 'user', 'content': '<image>q'}], 'images': ['1.png'], 'candidates':"
                                + " [{'content': 'one <image>', 'finish_reason': 'stop'}, {'content': 'two'}], 'origin':"
                                + " {'model': 'm'}}",
                        "U:<image>q A:one <image> [1.png] | U:<image>q A:two [1.png]"),
                Arguments.of(
                        "shp",
                        "{'post_id': 'x', 'history': 'h', 'human_ref_A': 'one', 'human_ref_B': 'two', 'labels': 0}",
                        "U:h A:two | U:h A:one"),
                Arguments.of(
                        "ultrafeedback",
                        "{'source': 's', 'instruction': 'i', 'models': ['m', 'n'], 'completions': [{'model': 'm',"
                                + " 'custom_system_prompt': 'Be kind.', 'response': 'one'}, {'model': 'n', 'response':"
                                + " 'two'}]}",
                        "S:Be kind. U:i A:one | U:i A:two"),
                Arguments.of(
                        "rewardbench",
                        "{'prompt': 'p', 'chosen': 'c', 'chosen_model': 'm', 'rejected': 'r', 'rejected_model': 'n'}",
                        "U:p A:c | U:p A:r"),
                Arguments.of("trl", "{'prompt': 'p', 'chosen': 'c', 'rejected': 'r'}", "U:p A:c | U:p A:r"),
                Arguments.of(
                        "trl",
                        "{'chosen': [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': 'c'}],"
                                + " 'rejected': [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content':"
                                + " 'r'}]}",
                        "U:q A:c | U:q A:r"),
                Arguments.of(
                        "trl",
                        "{'images': ['1.png'], 'prompt': [{'role': 'user', 'content': [{'type': 'image'}, {'type':"
                                + " 'text', 'text': 'q'}]}], 'chosen': [{'role': 'assistant', 'content': 'c'}],"
                                + " 'rejected': [{'role': 'assistant', 'content': [{'type': 'text', 'text': 'r'}]}]}",
                        "U:<image>q A:c [1.png] | U:<image>q A:r [1.png]"),
                Arguments.of("kto", "{'prompt': 'p', 'completion': 'c', 'label': false}", "U:p A:c"),
                Arguments.of(
                        "messages",
                        "{'messages': [{'role': 'system', 'content': 's'}, {'role': 'user', 'content': [{'type':"
                                + " 'image_url', 'image_url': {'url': 'a.png'}}, {'type': 'video', 'video': 'b.mp4'},"
                                + " {'type': 'text', 'text': 'q'}]}, {'role': 'assistant', 'content': 'a'}]}",
                        "S:s U:<image><video>q A:a [a.png b.mp4]"),
                Arguments.of("messages", "{'messages': [{'role': 'user', 'content': 'q'}]}", "prompt U:q"),
                Arguments.of(
                        "ms-swift",
                        "{'messages': [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': 'a'}],"
                                + " 'rejected_response': 'r'}",
                        "U:q A:a | U:q A:r"),
                Arguments.of(
                        "ms-swift",
                        "{'query': 'q', 'response': 'a', 'rejected_response': 'r', 'history': [['h', 'i']]}",
                        "U:h A:i U:q A:a | U:h A:i U:q A:r"),
                Arguments.of(
                        "llamafactory-dpo",
                        "{'instruction': 'i', 'input': 'j', 'chosen': 'c', 'rejected': 'r'}",
                        "U:i/j A:c | U:i/j A:r"),
                Arguments.of(
                        "aokvqa",
                        "{'image_id': 7, 'question_id': 'x', 'question': 'q', 'choices': ['a', 'b'],"
                                + " 'correct_choice_idx': 1, 'direct_answers': ['b']}",
                        "U:q/(A) a/(B) b A:b"),
                Arguments.of(
                        "wildvision",
                        "{'question_id': 'x', 'model_a': 'm', 'model_b': 'n', 'winner': 'model_b', 'conversation_a':"
                                + " [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': 'a'}],"
                                + " 'conversation_b': [{'role': 'user', 'content': 'q'}, {'role': 'assistant',"
                                + " 'content': 'b'}]}",
                        "U:q A:b | U:q A:a"),
                Arguments.of("qa", "{'question': 'q', 'img_path': 'x.png'}", "prompt U:q [x.png]"),
                Arguments.of("qa", "{'question': 'q', 'answer': null}", "prompt U:q"),
                Arguments.of("qa", "{'question': 'q', 'answer': ''}", "U:q A:"),
                Arguments.of("qa", "{'question': 'q', 'answers': ['a', 'b']}", "U:q A:a | U:q A:b"),
                Arguments.of(
                        "qa", "{'question': 'What is <image>?', 'answer': 'A tag.'}", "U:What is <image>? A:A tag."));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordMakesTheExpectedConversations(String id, String record, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("one.jsonl"), record.replace('\'', '"') + "\n");

        assertEquals(id, surest(file).id());
        Collected read = Collected.of(surest(file), file);

        assertEquals(List.of(), read.reasons());
        assertEquals(expected, shown(read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,\n%s]", "%s\n%s\n", "{\"a\": %s, \"b\": %s}"})
    void aLayoutIsReadHoweverItsRecordsAreStrungTogetherAndPacked(String container) throws IOException {
        String record = "{\"prompt\": \"p\", \"chosen\": \"c\", \"rejected\": \"r\"}";
        String text = container.formatted(record, record);
        Path plain = Files.writeString(folder.resolve("plain"), "\uFEFF" + text);
        Path packed = Files.write(folder.resolve("packed"), packed(text));

        assertEquals("trl", surest(plain).id());
        assertEquals("trl", surest(packed).id());
        assertEquals(4, Collected.of(surest(plain), plain).samples().size());
        assertEquals(Collected.of(surest(plain), plain), Collected.of(surest(packed), packed));
    }

    @Test
    void theRowsOfATableMayBeLists() throws IOException {
        String table = """
                ["record_id", "vid_filename", "q_body", "option0", "option1", "option2", "option3", "answer"]
                [1, "b.mp4", "Did it stop?", "Yes", "No", "", "", 1]
                [2, "c.mp4", "What hit it?", "A bus", "A car", "A pole", "", "a train"]
                [3, "c.mp4", "What hit it?", "A bus", "", "", "", 2]
                [4, "c.mp4", "What hit it?", "A bus", "", "", "", 0, "more"]
                {"a": 1}
                """;
        Path file = Files.writeString(folder.resolve("trafficqa.jsonl"), table);
        Collected read = Collected.of(surest(file), file);
        StringWriter out = new StringWriter();

        new TrafficQa().write(out, read.containers().get(0), read.rawsOnce());

        assertEquals("trafficqa", surest(file).id());
        assertEquals(
                "U:Did it stop?/(A) Yes/(B) No A:No [b.mp4]"
                        + " | U:What hit it?/(A) A bus/(B) A car/(C) A pole A:a train [c.mp4]",
                shown(read));
        assertEquals(
                List.of(
                        "The answer is option 2, and field \"option2\" is empty.",
                        "The row has 9 cells, but there are 8 columns.",
                        "The row is an object in braces; expected was a list in square brackets."),
                read.reasons());
        assertEquals(table.lines().limit(3).collect(Collectors.joining("\n", "", "\n")), out.toString());
    }

    @Test
    void anArrayOfListsIsNoTable() throws IOException {
        Path file = Files.writeString(folder.resolve("lists.json"), "[[\"a\", \"b\"],\n[\"c\", \"d\"]]\n");

        assertEquals(Container.Kind.ARRAY, Head.of(file).kind());
    }

    @Test
    void fieldsHoldWhatTheMapSays() throws IOException {
        Path file = Files.writeString(folder.resolve("mapped.jsonl"), """
                {"question": "no", "ask": "q", "answer": "no", "said": "a", "pic": ["x.png"], "image": "y.png"}
                {"ask": "q", "said": ["a", "b"], "note": "c"}
                """);
        FieldMap map = new FieldMap(Map.of("question", "ask", "answer", "said", "image", "pic"));

        Collected read = Collected.of(new QuestionAnswer(map), file);

        assertEquals("U:q A:a [x.png] | U:q A:a | U:q A:b", shown(read));
        assertEquals(map, new QuestionAnswer(map).fields(Head.of(file)));
        assertEquals(
                Map.of("question", "question", "answer", "answer"),
                new QuestionAnswer().fields(Head.of(file)).names());
    }

    @Test
    void aMapOfSomethingElseIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new FieldMap(Map.of("colour", "blue")));

        assertEquals(
                "must be PART=FIELD with one of the parts question, answer, image, video, system, choices,"
                        + " was \"colour=blue\"",
                refused.getMessage());
    }

    @Test
    void aBattleThatNeitherWonHasNoBetterAnswer() throws IOException {
        String talk = "[{\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"%s\"}]";
        String battle = "{\"conversation_a\": " + talk.formatted("a") + ", \"conversation_b\": " + talk.formatted("b")
                + ", \"winner\": \"%s\"}\n";
        Path file = Files.writeString(
                folder.resolve("battles.jsonl"), battle.formatted("model_b") + battle.formatted("tie (bothbad)"));

        Collected read = Collected.of(surest(file), file);

        assertEquals("U:q A:b | U:q A:a | U:q A:a | U:q A:b", shown(read));
        assertEquals(
                List.of(0, 1, 1, 2),
                read.samples().stream().map(s -> s.candidate()).toList());
    }

    @Test
    void aTableIsWrittenBackByteForByte() throws IOException {
        String table = "question;answer;note\r\n\"two\r\nlines\";\"a \"\"quoted\"\" word\"; x \r\n=1+1;5\" screen;\r\n";
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        Collected read = Collected.of(surest(file), file);
        StringWriter out = new StringWriter();

        new QuestionAnswer().write(out, read.containers().get(0), read.rawsOnce());

        assertEquals("U:two\r/lines A:a \"quoted\" word | U:=1+1 A:5\" screen", shown(read));
        assertEquals(table, out.toString());
        assertEquals(List.of(2L, 4L), read.samples().stream().map(s -> s.line()).toList());
    }

    @Test
    void aRowThatDoesNotFitIsRejectedByItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "question,answer\nq,a\nq,a,b\n\nq,\"a\nq,a\n");

        Collected read = Collected.of(new QuestionAnswer(), file);

        assertEquals(1, read.samples().size());
        assertEquals(
                List.of(
                        "The row has 3 cells, but there are 2 columns.",
                        "A quote that opens in the row of line 5 is never closed."),
                read.reasons());
        assertEquals(3, read.rejects().get(0).line().getAsLong());
    }

    @Test
    void aBadRecordOfAKeyedObjectCostsOnlyItself() throws IOException {
        Path file = Files.writeString(folder.resolve("keyed.json"), """
                {
                "1": {"question": "q", "answer": "a"},
                "2": {"question": "q", "answer": nope},
                "3": [1],
                "4": {"question": "p", "answer": "a", "question": "q"},
                "5": {"question": "q", "answer": "b"}
                }
                """);

        Collected read = Collected.of(surest(file), file);

        assertEquals(
                List.of(0L, 3L, 4L),
                read.samples().stream().map(s -> s.record()).toList());
        assertEquals("q", read.samples().get(1).turns().get(0).text());
        assertEquals(List.of("Field \"question\" stands twice in one object; the last one counts."), read.warned());
        assertTrue(read.reasons().get(0).startsWith("The record is not valid JSON"), "" + read.reasons());
        assertEquals(
                List.of("The record is a list in square brackets; expected was an object in braces."),
                read.reasons().subList(1, 2));
        assertEquals(
                "\"1\": {\"question\": \"q\", \"answer\": \"a\"}", read.raws().get(0));
    }

    @Test
    void aRecordOfTooManyValuesOrTooLongANumberIsRefused() throws IOException {
        String many = "{\"question\": \"q\", \"answer\": \"a\", \"x\": [" + "1,".repeat(1_000_001) + "1]}";
        String digits = "{\"question\": \"q\", \"answer\": " + "9".repeat(100_000) + "}";
        Path file = Files.writeString(folder.resolve("big.jsonl"), many + "\n" + digits + "\n");

        assertEquals(
                List.of(
                        "The record has more than 1000000 values.",
                        "The record has a number of more than 1000 digits."),
                Collected.of(new QuestionAnswer(), file).reasons());
    }

    @Test
    void aPackedFileThatIsCutOffIsRefusedByName() throws IOException {
        byte[] whole = packed("{\"question\": \"q\", \"answer\": \"a\"}\n".repeat(1000));
        Path file = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));

        IOException refused = assertThrows(IOException.class, () -> Collected.of(new QuestionAnswer(), file));

        assertEquals(
                file + " is packed with gzip and damaged or cut off. Unpack or fetch it again.", refused.getMessage());
    }

    private DatasetReader surest(Path file) throws IOException {
        DatasetReader best = new QuestionAnswer();
        for (DatasetReader reader : ServiceLoader.load(DatasetReader.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(DatasetReader::id))
                .toList()) {
            best = reader.confidence(file) > best.confidence(file) ? reader : best;
        }
        return best;
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String shown(Collected read) {
        return Stream.concat(
                        read.samples().stream().map(s -> shown(s.turns(), s.media())),
                        read.prompts().stream().map(p -> "prompt " + shown(p.turns(), p.media())))
                .collect(Collectors.joining(" | "));
    }

    private static String shown(List<Turn> turns, List<Media> media) {
        String said = turns.stream()
                .map(turn -> turn.role().name().charAt(0) + ":" + turn.text().replace('\n', '/'))
                .collect(Collectors.joining(" "));
        String paths = media.stream().map(Media::path).collect(Collectors.joining(" "));
        return media.isEmpty() ? said : said + " [" + paths + "]";
    }

    @Test
    void recordsSayWhoWroteTheirAnswersTheBetterFirst() {
        String ranked = "{\"models\": [\"one\", \"two\"], \"human_ranking\": [%s]}";
        String battle = "{\"model_a\": \"one\", \"model_b\": \"two\", \"winner\": \"%s\"}";

        assertEquals(List.of("one", "two"), new VlRewardBench().authors(ranked.formatted("0, 1")));
        assertEquals(List.of("two", "one"), new VlRewardBench().authors(ranked.formatted("1, 0")));
        assertEquals(List.of("two", "one"), new WildVision().authors(battle.formatted("model_b")));
        assertEquals(List.of("one", "two"), new WildVision().authors(battle.formatted("tie (bothbad)")));
        assertEquals(List.of(), new WildVision().authors("{\"question_id\": \"q\"}"));
        assertTrue(new WildVision().bothBad(battle.formatted("tie (bothbad)")));
        assertFalse(new WildVision().bothBad(battle.formatted("tie")));
        assertFalse(new WildVision().bothBad("a,row,of,a,table"));
        assertFalse(new VlRewardBench().bothBad(ranked.formatted("0, 1")));
        assertEquals(
                List.of("one", "two"),
                new RewardBench()
                        .authors("{\"prompt\": \"?\", \"chosen_model\": \"one\", \"rejected_model\": \"two\"}"));
        assertEquals(List.of(), new RewardBench().authors("{\"prompt\": \"?\", \"subset\": \"xstest\"}"));
        assertEquals(
                List.of("one", "two"),
                new UltraFeedback().authors("{\"completions\": [{\"model\": \"one\"}, {\"model\": \"two\"}]}"));
        assertEquals(List.of(), new UltraFeedback().authors("{\"completions\": [{\"model\": \"one\"}, {}]}"));
        assertEquals(List.of(), new PkuSafeRlhf().authors("{\"prompt\": \"?\"}"));
        assertEquals(List.of(), new WildVision().authors("a,row,of,a,table"));
    }
}
