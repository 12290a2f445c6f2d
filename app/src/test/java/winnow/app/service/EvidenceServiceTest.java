package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelOptions;
import winnow.scoring.ModelView;
import winnow.scoring.ScoringException;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.data.StoredSample;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/** With the model that comes with the program. */
class EvidenceServiceTest {

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private Session session;
    private ScoringRun run;

    @BeforeEach
    void open() throws Exception {
        ImageIO.write(
                new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("wide.png").toFile());
        Path file = Files.writeString(
                folder.resolve("two.jsonl"),
                "{\"image\": \"wide.png\", \"conversations\": [{\"from\": \"human\", \"value\": \"<image>\\nWhat?\"},"
                        + " {\"from\": \"gpt\", \"value\": \"It is black. It is wide.\"}]}\n"
                        + "{\"image\": \"gone.png\", \"conversations\": [{\"from\": \"human\", \"value\": \"What?\"},"
                        + " {\"from\": \"gpt\", \"value\": \"Nothing.\"}]}\n",
                StandardCharsets.UTF_8);
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        session = Session.open(folder.resolve("w.winnow"), settings, lanes);
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
        Path model = session.models().folder(Models.DEFAULT);
        session.scoring()
                .run(
                        new ScoringService.Request(model, ModelOptions.DEFAULT, OptionalLong.empty(), 2),
                        Progress.SILENT,
                        new CancelToken());
        run = session.latestRun().orElseThrow();
    }

    @AfterEach
    void close() {
        session.evidence().letGo();
        session.close();
        lanes.close();
    }

    private StoredSample sample(long id) {
        return session.review().detail(OptionalLong.of(run.id()), id).sample();
    }

    private double reward(long id) {
        Outcome outcome =
                session.review().detail(OptionalLong.of(run.id()), id).outcome().orElseThrow();
        return ((Outcome.Score) outcome).reward();
    }

    @Test
    void theScoreAsItIsIsThatOfTheRunAndTheModelStaysLoaded() throws Exception {
        assertFalse(session.evidence().isLoaded(run));

        EvidenceService.Found found = session.evidence().explain(run, sample(1), Progress.SILENT, new CancelToken());

        assertEquals(reward(1), found.evidence().score(), 1e-4);
        assertTrue(found.evidence().withoutMedia().isPresent());
        assertEquals(2, found.evidence().sentences().size());
        assertTrue(found.seconds() > 0);
        assertTrue(session.evidence().isLoaded(run));
    }

    @Test
    void scoringTakesTheModelOutOfMemoryFirst() throws Exception {
        session.evidence().explain(run, sample(1), Progress.SILENT, new CancelToken());

        session.scoring().tryAgain(run.id(), 2, Progress.SILENT, new CancelToken());

        assertFalse(session.evidence().isLoaded(run));
    }

    @Test
    void aPictureThatIsGoneIsToldByName() {
        String message = String.valueOf(assertThrows(
                        ScoringException.class,
                        () -> session.evidence().explain(run, sample(2), Progress.SILENT, new CancelToken()))
                .getMessage());

        assertTrue(message.contains("gone.png"), message);
    }

    @Test
    void whoAsksToStopGetsNothing() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        assertThrows(
                CancellationException.class, () -> session.evidence().explain(run, sample(1), Progress.SILENT, cancel));
    }

    @Test
    void theModelSawThePictureInTilesFilledUpWithWhite() throws Exception {
        ModelView view = session.evidence().view(run, sample(1), 0);

        int side = view.picture().width() / view.columns();
        assertEquals(side * view.rows(), view.picture().height());
        assertTrue(view.columns() > view.rows(), view.columns() + " x " + view.rows());
        byte[] rgb = view.picture().rgb();
        assertEquals(0, rgb[0]);
        assertEquals((byte) 255, rgb[rgb.length - 1]);
        assertThrows(ScoringException.class, () -> session.evidence().view(run, sample(2), 0));
    }
}
