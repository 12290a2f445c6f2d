package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.ExportService.MediaChoice;
import winnow.scoring.RewardModels;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/** Data with pictures and a video, a workspace, and what tests of exports in layouts share. */
abstract class ExportBench {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String SINGLES = """
            {"id":"a","image":"pics/red.png",\
            "conversations":[{"from":"human","value":"<image>\\nWhat?"},{"from":"gpt","value":"Red ÄÖ"}]}
            {"id":"b","image":["pics/red.png","pics/sub/blue.png"],\
            "conversations":[{"from":"human","value":"<image><image> Compare."},{"from":"gpt","value":"1"},\
            {"from":"human","value":"Sure?"},{"from":"gpt","value":"Yes."}]}
            {"id":"c","video":"clip.mp4",\
            "conversations":[{"from":"human","value":"<video>\\nWhat happens?"},{"from":"gpt","value":"It ends."}]}
            {"id":"d","more":1.50,\
            "conversations":[{"from":"system","value":"Be short."},{"from":"human","value":"Why?"},{"from":"gpt","value":""}]}
            """;
    static final String PAIRS = """
            {"id":"p","prompt":[{"role":"user","content":"<image>What?"}],\
            "chosen":[{"role":"assistant","content":"good"}],"rejected":[{"role":"assistant","content":"bad"}],"images":["pics/red.png"]}
            {"id":"q","prompt":[{"role":"user","content":"Why?"},{"role":"assistant","content":"So."},{"role":"user","content":"Really?"}],\
            "chosen":[{"role":"assistant","content":"yes"}],"rejected":[{"role":"assistant","content":"no"}],"images":[]}
            """;

    @TempDir
    Path folder;

    private Lanes lanes;
    Session session;
    Path data;
    Path out;

    @BeforeEach
    void open() throws IOException {
        lanes = new Lanes();
        session = session("w.winnow");
        data = Files.createDirectories(folder.resolve("data"));
        out = folder.resolve("deep/out");
        write("pics/red.png", "red");
        write("pics/sub/blue.png", "blue");
        write("clip.mp4", "moving");
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    Session session(String name) throws IOException {
        Models models = new Models(new SettingsFile(folder.resolve("home")), new RewardModels(List.of()), "/nowhere");
        return Session.open(folder.resolve(name), new Formats(), models, lanes);
    }

    static Dataset imported(Session session, Path file, Path... roots) throws IOException {
        return session.imports()
                .run(
                        new ImportService.Request(file, List.of(roots), Optional.empty()),
                        Progress.SILENT,
                        new CancelToken());
    }

    ExportService.Report export(Optional<String> format, MediaChoice media) throws IOException {
        return session.exports().run(request(format, media), Progress.SILENT, new CancelToken());
    }

    ExportService.Request request(Optional<String> format, MediaChoice media) {
        return new ExportService.Request(
                out, OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), format, media);
    }

    /** Imports the file with records again, by guessing its format, and compares all answers with those of the source. */
    void assertComesBack(Dataset source, ExportService.Report report) throws IOException {
        try (Session again = session("again.winnow")) {
            Dataset back = imported(again, report.files().get(0).path());
            List<Sample> before = samples(session, source);
            List<Sample> after = samples(again, back);
            assertEquals(before.size(), after.size());
            assertEquals(source.records() - report.pruned(), back.records());
            for (int i = 0; i < before.size(); i++) {
                assertEquals(before.get(i).record(), after.get(i).record());
                assertEquals(before.get(i).candidate(), after.get(i).candidate());
                assertEquals(before.get(i).turns(), after.get(i).turns());
                assertEquals(before.get(i).media(), after.get(i).media());
            }
        }
        assertContents(source, report);
    }

    /** Imports the file with records again: its media are in the export, with the content they had. */
    void assertContents(Dataset source, ExportService.Report report) throws IOException {
        try (Session again = session("contents.winnow")) {
            Dataset back = imported(again, report.files().get(0).path());
            List<Sample> before = samples(session, source);
            List<Sample> after = samples(again, back);
            for (int i = 0; i < before.size(); i++) {
                List<Media> media = before.get(i).media();
                for (int m = 0; m < media.size(); m++) {
                    Path old = new MediaRoots(source.mediaRoots())
                            .resolve(media.get(m).path());
                    Path brought = new MediaRoots(back.mediaRoots())
                            .resolve(after.get(i).media().get(m).path());
                    assertTrue(brought.startsWith(out.toRealPath()), brought.toString());
                    assertArrayEquals(Files.readAllBytes(old), Files.readAllBytes(brought));
                }
            }
        }
    }

    static List<Sample> samples(Session session, Dataset dataset) {
        List<Sample> samples = new ArrayList<>();
        for (long id : session.review().order(OptionalLong.empty(), "")) {
            samples.add(
                    session.review().detail(OptionalLong.empty(), id).sample().sample());
        }
        assertEquals(dataset.imported(), samples.size());
        return samples;
    }

    /** As {@code sha256sum -c} does it; the sums name every file but themselves. */
    void assertSumsHold() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(out.resolve("SHA256SUMS"), StandardCharsets.UTF_8)) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        Set<String> files = new HashSet<>(files(out));
        files.removeIf(file -> file.equals("SHA256SUMS") || file.equals("pics/mine.txt"));
        assertEquals(files, sums.keySet());
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            assertEquals(sum.getValue(), Hashes.of(out.resolve(sum.getKey()), new CancelToken()), sum.getKey());
        }
    }

    static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        }
    }

    void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static String record(String image) throws IOException {
        return "{\"id\": \"x\", \"image\": " + JSON.writeValueAsString(image) + ", \"weight\": 1.50, \"conversations\":"
                + " [{\"from\": \"human\", \"value\": \"<image>\\nWhat?\"}, {\"from\": \"gpt\", \"value\": \"Red\"}]}";
    }
}
