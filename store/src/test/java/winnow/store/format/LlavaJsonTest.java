package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.media.MediaRoots;

class LlavaJsonTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/examples/llava-json");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"allava_caption_instruct.sample.json", "llava_video_layout.json", "media_kinds.json"})
    void anExportOfAnEvenlyIndentedArrayIsTheFileItselfByteForByte(String name) throws IOException {
        Path file = EXAMPLES.resolve(name);
        StringWriter out = new StringWriter();

        new LlavaJson().write(out, Collected.of(new LlavaJson(), file).rawsOnce());

        assertEquals(Files.readString(file), out.toString());
    }

    @Test
    void anExportOfNothingIsAnEmptyArray() throws IOException {
        StringWriter out = new StringWriter();
        Iterator<String> none = List.<String>of().iterator();

        new LlavaJson().write(out, none);

        Path file = Files.writeString(folder.resolve("none.json"), out.toString());
        assertEquals(new Collected(), Collected.of(new LlavaJson(), file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\n  \"conversations\": []\n}", "[1, 2]", "[{\"messages\": []}]", "", "id,text\n1,{}", "{}"})
    void whatIsNotLlavaIsNotClaimed(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("other"), content);

        assertEquals(0, new LlavaJson().confidence(file));
        assertEquals(0, new LlavaJsonl().confidence(file));
    }

    @Test
    void ofAFieldThatStandsTwiceTheLastCountsAndThatIsSaid() throws IOException {
        String twice = "[{\"image\":\"a.png\",\"id\":1,\"image\":\"b.png\",\"conversations\":"
                + "[{\"from\":\"gpt\",\"value\":\"a\",\"value\":\"b\"}]}]";
        Path file = Files.writeString(folder.resolve("twice.json"), twice);

        Collected read = Collected.of(new LlavaJson(), file);

        assertEquals(List.of(), read.reasons());
        assertEquals("b", read.samples().get(0).answer());
        assertEquals(
                List.of("b.png"),
                read.samples().get(0).media().stream().map(Media::path).toList());
        assertEquals(List.of("Field \"image\" stands twice in one object; the last one counts."), read.warned());
    }

    @Test
    void noPathOfAHostileFileLeadsOutOfTheMediaFolder() throws IOException {
        Path ok = Files.writeString(folder.resolve("ok.png"), "").toRealPath();
        MediaRoots roots = new MediaRoots(List.of(folder));
        List<String> opened = new ArrayList<>();
        SampleSink open = new SampleSink() {
            @Override
            public void accept(Sample sample) {
                for (Media media : sample.media()) {
                    try {
                        assertEquals(ok, roots.resolve(media.path()));
                        opened.add(media.path());
                    } catch (IOException refused) {
                        assertEquals(
                                1, String.valueOf(refused.getMessage()).lines().count());
                    }
                }
            }

            @Override
            public void prompt(Prompt prompt) {
                throw new AssertionError("no prompt was expected");
            }

            @Override
            public void reject(Reject reject) {
                assertEquals(23, reject.record());
            }
        };

        new LlavaJsonl().read(Path.of("src/test/resources/hostile/json/path_traversal.jsonl"), open);

        assertEquals(List.of("./ok.png", "sub/../ok.png"), opened);
    }
}
