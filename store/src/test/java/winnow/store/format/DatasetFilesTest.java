package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.store.data.Container;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.media.MediaRoots;

/** What becomes of every record of real files of all layouts. */
class DatasetFilesTest {

    private static final String BATTLES = "vision_bench_battles.sample.jsonl";
    private static final Path FILES = Path.of("src/test/resources/formats");

    /** File, format, records that became samples, samples, prompts, rejects. "-": of no known format. */
    private static final String TABLE = """
            ai2d/ai2d_test.first15.jsonl                                   qa                    15    15   0     0
            align-anything-janus/preference/text_image_to_text/train.json  align-anything         2     4   0     0
            align-anything-janus/preference/text_to_image/train.json       qa                     0     0   3     0
            align-anything-janus/supervised/text_image_to_text/train.json  qa                     2     2   0     0
            align-anything-janus/supervised/text_to_image/train.json       qa                     0     0   4     0
            allava/allava_caption_instruct.sample.json                     llava-json             2     2   0     0
            funqa/reference.first8.json                                    alpaca                 8     8   0     0
            genai-bench-video/data.sample.json                             qa                     0     0  25     0
            hh-rlhf/harmless-base/test.sample40.jsonl.gz                   hh-rlhf               40    80   0     0
            hh-rlhf/parquet/test-00000-of-00001.parquet                    hh-rlhf               40    80   0     0
            ixc-finetune/data.txt                                          -                      0     0   0     0
            ixc-finetune/data/only_text_example.json                       llava-json             2     2   0     0
            ixc-finetune/data/single_turn_single_image_example.json        llava-json             2     2   0     0
            ixc-reward-results/reward_bench.results.json                   -                      0     0   0     0
            ixc-reward-results/rm_bench.results.json                       qa                     0     0   0  1327
            ixc-reward-results/vl_rewardbench.results.json                 -                      0     0   0     0
            ixc-reward-training/data.txt                                   -                      0     0   0     0
            ixc-reward-training/data/example.json                          ixc-reward             1     2   0     0
            llama-factory/alpaca_en_demo.first20.json                      alpaca                20    20   0     0
            llama-factory/dataset_info.json                                qa                     0     0   0   104
            llama-factory/dpo_en_demo.first20.json                         llamafactory-dpo      20    40   0     0
            llama-factory/dpo_zh_demo.first10.json                         llamafactory-dpo      10    20   0     0
            llama-factory/glaive_toolcall_en_demo.first10.json             sharegpt              10    10   0     0
            llama-factory/kto_en_demo.first20.json                         kto                   20    20   0     0
            llama-factory/mllm_audio_demo.json                             messages               3     3   0     0
            llama-factory/mllm_demo.json                                   messages               6     6   0     0
            llama-factory/mllm_video_audio_demo.json                       messages               3     3   0     0
            llama-factory/mllm_video_demo.json                             messages               3     3   0     0
            llama-factory/v1_dpo_demo.jsonl                                llamafactory-v1       10    20   0     0
            llama-factory/v1_dpo_demo.yaml                                 -                      0     0   0     0
            llama-factory/v1_multimodal_demo.jsonl                         llamafactory-v1       24    24   0     0
            llama-factory/v1_multimodal_demo.yaml                          -                      0     0   0     0
            llama-factory/v1_sft_demo.yaml                                 -                      0     0   0     0
            llava-qa-jsonl/coco2014_val_gpt4_qa.first15.jsonl              alpaca                15    15   0     0
            llava-video/llava_video_layout.json                            llava-json             3     3   0     0
            llmbar/Natural.first30.json                                    llmbar                30    60   0     0
            mathvista/output_bard.sample.json                              mathvista             36    36   0     0
            mathvista/testmini.sample.json                                 mathvista             36    36   0     0
            ms-swift/alpaca.csv                                            alpaca                 3     3   0     0
            ms-swift/alpaca.jsonl                                          alpaca                 3     3   0     0
            ms-swift/alpaca2.csv                                           alpaca                 3     3   0     0
            ms-swift/chatml.jsonl                                          messages               3     3   0     0
            ms-swift/conversations.jsonl                                   llava-jsonl            3     3   0     0
            ms-swift/multi_modal_1.jsonl                                   ms-swift               3     3   0     0
            ms-swift/multi_modal_2.jsonl                                   ms-swift               3     3   0     0
            ms-swift/multi_modal_3.jsonl                                   ms-swift               3     3   0     0
            ms-swift/sharegpt.jsonl                                        ms-swift               3     3   0     0
            ms-swift/swift_multi.json                                      ms-swift               3     3   0     0
            ms-swift/swift_multi.jsonl                                     ms-swift               3     3   0     0
            ms-swift/swift_pre.csv                                         ms-swift               3     3   0     0
            ms-swift/swift_pre.jsonl                                       ms-swift               3     3   0     0
            ms-swift/swift_single.csv                                      ms-swift               3     3   0     0
            ms-swift/swift_single.jsonl                                    ms-swift               3     3   0     0
            mt-bench/question.jsonl                                        mt-bench              39    39  41     0
            mt-bench/reference_answer_gpt-4.jsonl                          mt-bench              30    30   0     0
            mvbench/action_count.json                                      qa                    20    20   0     0
            pku-saferlhf/preference.train.first12.json                     pku-saferlhf          12    24   0     0
            pku-saferlhf/supervised.train.first12.json                     alpaca                12    12   0     0
            pope/coco_pope_random.first30.json                             qa                    30    30   0     0
            qwen-vl-finetune/single_images.json                            llava-json             3     3   0     0
            qwen-vl-finetune/video.json                                    llava-json             3     3   0     0
            scienceqa/llava_scienceqa.json                                 llava-json            28    28   0     0
            scienceqa/problems.json                                        scienceqa             28    28   0     0
            scienceqa/real_model_answers.jsonl                             scienceqa-answers     28    56   0     0
            sharegpt-text/dummy_conversation.first40.json                  sharegpt              40    40   0     0
            super-clevr/scenes/superCLEVR_new_000002.json                  qa                     0     0   0     6
            super-clevr/scenes/superCLEVR_new_000009.json                  qa                     0     0   0     6
            tabmwp/parquet/images-00000-of-00001.parquet                   qa                    12    12   0     0
            tabmwp/problems_test1k.sample.json                             tabmwp                24    24   0     0
            videochat-qa/llava_complex_reasoning.first12.json              videochat             12    12   0     0
            vl-rewardbench/data.sample.json                                vl-rewardbench       101   202   0     0
            wildvision/judgements/llava-1.5-7b-hf.jsonl                    wildvision             0     0   0    25
            wildvision/model_answers/claude-3-sonnet-20240229.jsonl        wildvision            25    25   0     0
            wildvision/model_answers/idefics2-8b-chatty.jsonl              wildvision            25    25   0     0
            wildvision/model_answers/llava-1.5-7b-hf.jsonl                 wildvision            25    25   0     0
            wildvision/questions.jsonl                                     wildvision             0     0  25     0
            wildvision/vision_bench_battles.sample.jsonl                   wildvision            45    90   0   155
            xstest/completions_gpt4.first40.csv                            qa                    40    40   0     0
            """;

    record Row(Path file, String format, long records, long samples, long prompts, long rejects) {

        static Row of(String line) {
            List<String> cells = Arrays.asList(line.trim().split(" +", -1));
            return new Row(
                    FILES.resolve(cells.get(0)),
                    cells.get(1),
                    Long.parseLong(cells.get(2)),
                    Long.parseLong(cells.get(3)),
                    Long.parseLong(cells.get(4)),
                    Long.parseLong(cells.get(5)));
        }

        DatasetReader reader() {
            return readers().filter(r -> r.id().equals(format)).findFirst().orElseThrow();
        }

        @Override
        public String toString() {
            return format + ": " + FILES.relativize(file);
        }
    }

    @TempDir
    Path folder;

    static Stream<DatasetReader> readers() {
        return ServiceLoader.load(DatasetReader.class).stream().map(ServiceLoader.Provider::get);
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    static Stream<Row> known() {
        return rows().filter(row -> !row.format().equals("-"));
    }

    @Test
    void theTableNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.endsWith("SOURCES.md") && !file.endsWith(Path.of("helpful-base/test.jsonl.gz")))
                    .sorted()
                    .toList();
            assertEquals(all, rows().map(Row::file).sorted().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void exactlyTheExpectedFormatIsTheSurest(Row row) throws IOException {
        int highest = 0;
        for (DatasetReader reader : readers().toList()) {
            highest = Math.max(highest, reader.confidence(row.file()));
        }
        int most = highest;
        List<String> surest = readers()
                .filter(reader -> most > 0 && confidence(reader, row.file()) == most)
                .map(DatasetReader::id)
                .toList();

        assertEquals(row.format().equals("-") ? List.of() : List.of(row.format()), surest);
    }

    @ParameterizedTest
    @MethodSource("known")
    void everyRecordIsASampleAPromptOrAReject(Row row) throws IOException {
        Collected read = Collected.of(row.reader(), row.file());

        assertEquals(
                row.records(),
                read.samples().stream().map(Sample::record).distinct().count(),
                "records");
        assertEquals(row.samples(), read.samples().size(), "samples");
        assertEquals(row.prompts(), read.prompts().size(), "prompts");
        assertEquals(row.rejects(), read.rejects().size(), "rejects");
        assertEquals(
                Stream.iterate(0L, n -> n + 1)
                        .limit(row.records() + row.prompts() + row.rejects())
                        .toList(),
                read.records().stream().distinct().toList());
        for (Reject reject : read.rejects()) {
            assertTrue(reject.reason().endsWith("."), reject.reason());
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void writesBackWhatItRead(Row row) throws IOException {
        Path media = folder.resolve("media");
        Collected read = Collected.of(row.reader(), row.file(), media);
        DatasetWriter writer = (DatasetWriter) row.reader();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Container only = new Container(Container.Kind.ARRAY, "");
        Container container = read.containers().stream().findFirst().orElse(only);

        writer.write(out, container, read.allRaws().iterator(), new MediaRoots(List.of(media)));

        Path copy = Files.write(folder.resolve("copy"), out.toByteArray());
        copyAnswersOfModels(row.file());
        if (!read.allRaws().isEmpty()) {
            Collected again = Collected.of(row.reader(), copy);
            assertEquals(read.allRaws(), again.allRaws());
            assertEquals(texts(read), texts(again));
            assertEquals(List.of(), again.rejects());
        }
    }

    @Test
    void aPointerOfGitLfsIsCalledOne() {
        Path file = FILES.resolve("hh-rlhf/helpful-base/test.jsonl.gz");
        for (DatasetReader reader : readers().toList()) {
            IOException refused =
                    org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> reader.confidence(file));
            assertEquals(
                    file + " is a Git LFS pointer, not the data it stands for."
                            + " Fetch the data with \"git lfs pull\" and import it again.",
                    refused.getMessage());
        }
    }

    @Test
    void atLeast95OfAHundredRecordsWithAnAnswerAreImported() {
        long imported = known().mapToLong(Row::records).sum();
        // battles hold no answer themselves; those of only three models are there
        Optional<Row> worst = known().filter(
                        row -> row.records() > 0 && !row.file().endsWith(BATTLES))
                .max(Comparator.comparingDouble(row -> (double) row.rejects() / row.records()));

        assertTrue(imported > 700, imported + " imported");
        assertEquals(0, worst.orElseThrow().rejects());
    }

    /** Battles find their answers beside them. */
    private void copyAnswersOfModels(Path file) throws IOException {
        if (file.endsWith(BATTLES)) {
            Path answers = Files.createDirectories(folder.resolve("model_answers"));
            try (Stream<Path> files = Files.list(file.resolveSibling("model_answers"))) {
                for (Path each : files.toList()) {
                    Files.copy(each, answers.resolve(each.getFileName().toString()));
                }
            }
        }
    }

    private static int confidence(DatasetReader reader, Path file) {
        try {
            return reader.confidence(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(Collected read) {
        return Stream.concat(
                        read.samples().stream().map(s -> s.candidate() + " " + s.turns() + s.media()),
                        read.prompts().stream().map(p -> p.turns() + " " + p.media()))
                .toList();
    }
}
