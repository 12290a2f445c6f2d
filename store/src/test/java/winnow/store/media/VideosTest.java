package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VideosTest {

    private static final Path GOOD = Path.of("src/test/resources/videos/good");
    private static final Path HOSTILE = Path.of("src/test/resources/videos/hostile");

    private final Videos videos = new Videos();

    @AfterAll
    void close() {
        videos.close();
    }

    private static VideoLimits limits(Duration time, long framePixels, long memoryBytes, Duration idle) {
        return new VideoLimits(time, framePixels, memoryBytes, idle);
    }

    private static String refusal(Videos by, Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> by.sampled(file)).getMessage());
    }

    /** The decoders this program has started and that still run. */
    private static List<ProcessHandle> decoders() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void aFrameIsTheOneItsMakersPublished() throws IOException {
        VideoFrames frames = videos.sampled(GOOD.resolve("exo_1022ms.mp4"));

        Pixels published = new Stills().decode(GOOD.resolve("exo_1022ms.000.png"));
        assertArrayEquals(published.rgb(), frames.frames().get(0).rgb());
        assertEquals(List.of(0L), frames.indices());
        assertTrue(frames.info().sound());
        assertEquals(30, frames.info().frames());
    }

    @ParameterizedTest
    @CsvSource({
        "made_no_audio.mp4, 320, 240, 63, '0 30 60'",
        "made_vfr.mp4, 320, 240, 26, '0 12 24'",
        "made_10bit_hevc.mkv, 320, 240, 63, '0 30 60'",
        "made_vp9.webm, 320, 240, 63, '0 30 60'",
        "made_faststart_cut60.mp4, 320, 240, 24, '0'",
        "made_anim.gif, 120, 90, 8, '0'",
        "smallest.webm, 8, 8, 1, '0'"
    })
    void aFrameASecondIsTaken(String name, int width, int height, long count, String indices) throws IOException {
        VideoFrames frames = videos.sampled(GOOD.resolve(name));

        String taken = frames.indices().stream().map(String::valueOf).collect(Collectors.joining(" "));
        assertEquals(indices, taken);
        assertEquals(count, frames.info().frames());
        for (Pixels frame : frames.frames()) {
            assertEquals(width, frame.width());
            assertEquals(height, frame.height());
        }
    }

    @Test
    void aVideoIsTurnedAsItsContainerSays() throws IOException {
        Pixels lying =
                videos.sampled(GOOD.resolve("made_no_audio.mp4")).frames().get(1);
        Pixels turned =
                videos.sampled(GOOD.resolve("made_rotated90.mp4")).frames().get(1);

        assertEquals(lying.width(), turned.height());
        assertEquals(lying.height(), turned.width());
        for (int y = 0; y < turned.height(); y++) {
            for (int x = 0; x < turned.width(); x++) { // counter-clockwise, as its matrix says
                int from = (x * lying.width() + lying.width() - 1 - y) * 3;
                assertEquals(lying.rgb()[from], turned.rgb()[(y * turned.width() + x) * 3]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"made_audio_only.mp4", "smallest_with_audio.mp4"})
    void soundAloneIsNoVideo(String name) {
        assertEquals(name + " has no moving pictures in it.", refusal(videos, GOOD.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.mp4", "text_named.mp4", "playlist_lfi.mp4"})
    void whatIsNoVideoIsRefusedWithItsName(String name) {
        String message = refusal(videos, HOSTILE.resolve(name));

        assertTrue(message.matches(name + " is (empty|not a video that can be read: .*)\\."), message);
    }

    @Test
    void whatIsCutOffIsRefusedWithItsName() {
        assertTrue(refusal(videos, GOOD.resolve("made_moov_missing.mp4")).startsWith("made_moov_missing.mp4 is not a"));
        assertEquals(
                "smallest.avi holds no frame: it is cut off, or nothing but its head.",
                refusal(videos, GOOD.resolve("smallest.avi")));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertEquals("gone.mp4 does not exist.", refusal(videos, Path.of("gone.mp4")));
        assertEquals(GOOD + " cannot be read.", refusal(videos, GOOD));
    }

    /** Lists of files in the ways ffmpeg knows, each naming a video that could be read. */
    @ParameterizedTest
    @CsvSource({
        "a.mp4, '#EXTM3U|#EXT-X-TARGETDURATION:9|#EXTINF:9,|VIDEO|#EXT-X-ENDLIST'",
        "b.mp4, 'ffconcat version 1.0|file VIDEO'",
        "c.mp4, '[playlist]|File1=VIDEO|NumberOfEntries=1'",
        "d.mp4, '[Reference]|Ref1=VIDEO'",
        "e.mp4, '<?xml version=\"1.0\"?><MPD><Period><AdaptationSet><BaseURL>VIDEO</BaseURL></AdaptationSet></Period></MPD>'"
    })
    void aListOfOtherFilesIsNeverFollowed(String name, String list, @TempDir Path folder) throws IOException {
        Path other = Files.copy(GOOD.resolve("made_no_audio.mp4"), folder.resolve("other.mp4"));
        String text =
                list.replace('|', '\n').replace("VIDEO", other.toAbsolutePath().toString());
        Path file = Files.writeString(folder.resolve(name), text + "\n");

        assertTrue(refusal(videos, file).startsWith(name + " is not a video that can be read"));
    }

    @Test
    void aNameThatLooksLikeAnAddressIsAFileOnly(@TempDir Path folder) throws IOException {
        Path odd = Files.copy(GOOD.resolve("made_vfr.mp4"), folder.resolve("concat:a|b %d # x\u00e9\ud55c.mp4"));

        assertEquals(3, videos.sampled(odd).frames().size());
    }

    @Test
    void framesThatAreTooLargeAreRefusedBeforeTheyAreDecoded() {
        try (Videos careful =
                new Videos(limits(Duration.ofMinutes(2), 320 * 240 - 1, 1L << 32, Duration.ofMinutes(1)))) {
            assertTrue(refusal(careful, GOOD.resolve("made_vp9.webm"))
                    .startsWith("made_vp9.webm has frames of 320 x 240 pixels and was not decoded"));
        }
    }

    @Test
    void aVideoThatNeedsTooMuchMemoryIsGivenUp() {
        try (Videos careful = new Videos(limits(Duration.ofMinutes(2), 1 << 20, 1_000_000, Duration.ofMinutes(1)))) {
            assertEquals(
                    "made_vp9.webm needs more than 1 MB to decode and was given up.",
                    refusal(careful, GOOD.resolve("made_vp9.webm")));
        }
    }

    @Test
    void aVideoThatTakesTooLongIsGivenUpAndTheNextOneIsDecoded() throws IOException {
        VideoLimits hurried = limits(Duration.ofMillis(1), 1 << 20, 1L << 32, Duration.ofMinutes(1));
        try (Videos impatient = new Videos(hurried)) {
            long start = System.nanoTime();
            assertTrue(refusal(impatient, GOOD.resolve("made_vp9.webm")).endsWith(" and was given up."));
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20));
        }
        assertEquals(3, videos.sampled(GOOD.resolve("made_vp9.webm")).frames().size());
    }

    @Test
    void aDecoderThatWasKilledIsStartedAgain() throws IOException {
        Path video = GOOD.resolve("made_no_audio.mp4");
        try (Videos own = new Videos()) {
            List<ProcessHandle> before = decoders();
            VideoFrames first = own.sampled(video);
            List<ProcessHandle> mine = new ArrayList<>(decoders());
            mine.removeAll(before);
            assertEquals(1, mine.size());

            mine.get(0).destroyForcibly();
            VideoFrames second = own.sampled(video);

            assertArrayEquals(
                    first.frames().get(2).rgb(), second.frames().get(2).rgb());
        }
    }

    @Test
    void aDecoderServesManyVideosAndEndsWhenClosed() throws Exception {
        List<ProcessHandle> before = decoders();
        List<ProcessHandle> mine;
        try (Videos own = new Videos()) {
            own.sampled(GOOD.resolve("made_no_audio.mp4"));
            own.sampled(GOOD.resolve("made_vp9.webm"));
            mine = new ArrayList<>(decoders());
            mine.removeAll(before);
            assertEquals(1, mine.size());
        }
        mine.get(0).onExit().get(10, TimeUnit.SECONDS);
        assertFalse(mine.get(0).isAlive());
    }

    @Test
    void aDecoderThatNobodyAsksEndsByItselfAndTheNextVideoStartsAnother() throws Exception {
        List<ProcessHandle> before = decoders();
        VideoLimits idle = limits(Duration.ofMinutes(1), 1 << 20, 1L << 32, Duration.ofMillis(50));
        try (Videos own = new Videos(idle)) {
            own.sampled(GOOD.resolve("made_no_audio.mp4"));
            List<ProcessHandle> mine = new ArrayList<>(decoders());
            mine.removeAll(before);
            for (ProcessHandle decoder : mine) {
                decoder.onExit().get(10, TimeUnit.SECONDS);
            }

            assertEquals(
                    3, own.sampled(GOOD.resolve("made_no_audio.mp4")).frames().size());
        }
    }

    @Test
    void aClosedDecoderDecodesNoMore() {
        Videos own = new Videos();
        own.close();

        assertThrows(IOException.class, () -> own.sampled(GOOD.resolve("made_vp9.webm")));
    }

    @Test
    void framesBesideAVideoAreFoundAndReadInOrder(@TempDir Path folder) throws IOException {
        Path frames = Files.createDirectory(folder.resolve("clip_frames"));
        for (String name : List.of("small.png", "gray.png")) {
            Files.copy(Path.of("src/test/resources/pictures/good", name), frames.resolve(name));
        }
        List<Pixels> read = new ArrayList<>();
        FrameFolder.beside(folder.resolve("clip.mp4")).orElseThrow().read(read::add);

        assertEquals(2, read.size());
        assertArrayEquals(
                new Stills().decode(frames.resolve("gray.png")).rgb(),
                read.get(0).rgb());
        assertNotEquals(read.get(0).rgb().length, read.get(1).rgb().length);
        assertTrue(FrameFolder.beside(folder.resolve("other.mp4")).isEmpty());
    }
}
