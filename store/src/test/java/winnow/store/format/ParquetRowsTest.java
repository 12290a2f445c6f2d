package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;
import winnow.store.parquet.ParquetFile;

/** Layouts in the rows of Parquet files, and the layout of conversations that is written. */
class ParquetRowsTest {

    private static final Path FILES = Path.of("src/test/resources/parquet");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "llava, llava-parquet, 4",
        "messages, messages, 1",
        "unusual, qa, 1",
        "delta, qa, 300",
    })
    void aLayoutIsRecognisedInAFileOfRows(String name, String format, int samples) throws IOException {
        Path file = FILES.resolve(name + ".parquet");

        assertEquals(List.of(format), surest(file));
        Collected read = Collected.of(reader(format), file, folder);
        assertEquals(samples, read.samples().size());
        assertEquals(List.of(), read.reasons());
    }

    @Test
    void picturesOfARecordLieInTheFolderExactlyAsTheyWere() throws IOException {
        Collected read = Collected.of(reader("llava-parquet"), FILES.resolve("llava.parquet"), folder);
        MediaRoots roots = new MediaRoots(List.of(folder));

        Sample first = read.samples().get(0);
        assertEquals(
                List.of(new Turn(Role.USER, "<image>\nQuestion 0?"), new Turn(Role.ASSISTANT, "Answer 0, ä한.")),
                first.turns());
        assertEquals(1, first.line());
        assertEquals(Media.Kind.IMAGE, first.media().get(0).kind());
        String path = first.media().get(0).path();
        assertEquals(path, MediaFolder.nameOf(Files.readAllBytes(roots.resolve(path))));
        assertEquals(List.of(), read.samples().get(3).media());
    }

    @Test
    void aPictureInAColumnOfAnUnusualNameIsShownToo() throws IOException {
        Collected read = Collected.of(reader("qa"), FILES.resolve("unusual.parquet"), folder);

        List<Media> media = read.samples().get(0).media();
        assertEquals(1, media.size());
        assertEquals(
                "\u0089PNG",
                new String(Files.readAllBytes(folder.resolve(media.get(0).path())), 0, 4, StandardCharsets.ISO_8859_1));
    }

    @Test
    void picturesInsideAndPicturesByPathKeepTheirOrder() throws IOException {
        Collected read = Collected.of(reader("messages"), FILES.resolve("messages.parquet"), folder);

        List<Media> media = read.samples().get(0).media();
        assertEquals(2, media.size());
        assertEquals("jpg", media.get(0).path().substring(68));
        assertEquals("pictures/blue.png", media.get(1).path());
    }

    @Test
    void jsonInsideOfTheTextsOfAFileIsNotTakenForItsRecords() throws IOException {
        Path file = folder.resolve("plain.parquet");
        Turn trap = new Turn(Role.USER, "\n{\"conversations\": [{\"from\": \"human\", \"value\": \"q\"}]}\n");
        write(file, List.of(chat("1", List.of(trap, new Turn(Role.ASSISTANT, "a")), List.of())), Optional.empty());

        assertEquals(List.of("messages"), surest(file));
    }

    @Test
    void writtenConversationsReadBackAsTheyWere() throws IOException {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};
        List<Turn> turns = List.of(
                new Turn(Role.SYSTEM, "Be brief."),
                new Turn(Role.USER, "<image><video>\n?"),
                new Turn(Role.ASSISTANT, ""));
        List<Media> media = List.of(new Media(Media.Kind.IMAGE, "a b.png"), new Media(Media.Kind.VIDEO, "v.mp4"));
        List<ParquetChats.Chat> chats = Stream.iterate(0, i -> i + 1)
                .limit(2_500)
                .map(i -> chat("" + i, turns, media))
                .toList();
        Path file = folder.resolve("chats.parquet");

        write(file, chats, Optional.of(picture));
        Collected read = Collected.of(reader("messages"), file, folder.resolve("media"));

        assertEquals(2_500, read.samples().size());
        for (Sample sample : read.samples()) {
            assertEquals(turns, sample.turns());
            assertEquals(
                    List.of(MediaFolder.nameOf(picture), "v.mp4"),
                    sample.media().stream().map(Media::path).toList());
        }
        try (ParquetFile parquet = ParquetFile.open(file)) {
            assertEquals("0.25", parquet.first(1).get(0).get("score").asText());
            assertEquals("keep", parquet.first(1).get(0).get("verdict").asText());
        }
    }

    @Test
    void picturesThatAreNotHeldAreNamedByTheirPaths() throws IOException {
        Path file = folder.resolve("paths.parquet");
        List<Media> media = List.of(new Media(Media.Kind.IMAGE, "x/a.png"), new Media(Media.Kind.IMAGE, "x/b.png"));
        List<Turn> turns = List.of(new Turn(Role.USER, "?"), new Turn(Role.ASSISTANT, "!"));

        write(file, List.of(chat("1", turns, media)), Optional.empty());

        assertEquals(
                media,
                Collected.of(reader("messages"), file, folder).samples().get(0).media());
    }

    @Test
    void aDepotThatTakesNothingStopsTheImportWithItsOwnWords() throws IOException {
        SampleSink full = new Refusing();

        IOException refused = assertThrows(
                IOException.class, () -> reader("llava-parquet").read(FILES.resolve("llava.parquet"), full));

        assertEquals("No space left.", refused.getMessage());
    }

    private static ParquetChats.Chat chat(String id, List<Turn> turns, List<Media> media) {
        return new ParquetChats.Chat(id, turns, media, OptionalDouble.of(0.25), Optional.of("keep"));
    }

    private static void write(Path file, List<ParquetChats.Chat> chats, Optional<byte[]> picture) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetChats writer = new ParquetChats(out, media -> picture);
            for (ParquetChats.Chat chat : chats) {
                writer.add(chat);
            }
            writer.finish();
        }
    }

    private static List<String> surest(Path file) throws IOException {
        int most = 0;
        List<String> surest = List.of();
        for (DatasetReader reader : readers().toList()) {
            int confidence = reader.confidence(file);
            if (confidence == most && most > 0) {
                surest = Stream.concat(surest.stream(), Stream.of(reader.id())).toList();
            } else if (confidence > most) {
                most = confidence;
                surest = List.of(reader.id());
            }
        }
        return surest;
    }

    private static Stream<DatasetReader> readers() {
        return ServiceLoader.load(DatasetReader.class).stream().map(ServiceLoader.Provider::get);
    }

    private static DatasetReader reader(String id) {
        return readers().filter(reader -> reader.id().equals(id)).findFirst().orElseThrow();
    }

    private static final class Refusing implements SampleSink {

        @Override
        public String media(byte[] bytes) throws IOException {
            throw new IOException("No space left.");
        }

        @Override
        public void accept(Sample sample) {}

        @Override
        public void prompt(Prompt prompt) {}

        @Override
        public void reject(Reject reject) {}
    }
}
