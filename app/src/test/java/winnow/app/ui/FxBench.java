package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.testfx.util.WaitForAsyncUtils;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.app.ui.desk.Choosers;
import winnow.scoring.ModelInfo;
import winnow.store.job.Lanes;

/** A window in a temporary folder, with choosers that answer what they are told. */
final class FxBench implements Choosers, AutoCloseable {

    private static final int SECONDS = 90; // models are loaded and pictures scored, also on a busy machine
    private static final long FX_MILLIS = 60_000; // its thread may wait for a core

    /** Of the writer of PNG files: little compression, a quarter of the time. */
    private static final float QUICKLY = 0.9f;

    /** Writes pictures while the test goes on. */
    private static final ExecutorService PICTURES = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pictures");
        thread.setDaemon(true);
        return thread;
    });

    final Path folder;
    final SettingsFile settings;
    final Deque<List<Path>> datasets = new ArrayDeque<>();
    final Deque<Path> folders = new ArrayDeque<>();
    final Deque<Path> workspaces = new ArrayDeque<>();
    private final List<Future<String>> pictures = new ArrayList<>();
    private final Lanes lanes = new Lanes();
    private boolean closed;
    private Optional<WinnowWindow> window = Optional.empty();
    private Optional<Scene> scene = Optional.empty();
    private Optional<FxWatchdog> watchdog = Optional.empty();

    FxBench() throws IOException {
        folder = Files.createTempDirectory("winnow-ui");
        settings = new SettingsFile(folder.resolve("settings"));
        look("light", "en");
    }

    /** Sets theme and language, as if chosen at an earlier start. */
    void look(String theme, String language) throws IOException {
        settings.update(now -> now.withTheme(theme).withLanguage(language).withAnnotator("jh"));
    }

    /** Says which models were used before. */
    void models(List<Path> models) throws IOException {
        settings.update(now -> now.withModels(models));
    }

    /** Says which workspaces were used before. */
    void recent(List<Path> recent) throws IOException {
        settings.update(now -> now.withRecent(recent));
    }

    /** Shows the window; on the JavaFX thread. */
    void show(Stage stage) {
        WinnowWindow made = new WinnowWindow(stage, settings, lanes, words -> this, (progress, cancel) -> {
            throw new IOException("There is no demo here.");
        });
        window = Optional.of(made);
        scene = Optional.of(stage.getScene());
        made.show();
        stage.setWidth(1440);
        stage.setHeight(900);
        watchdog = Optional.of(FxWatchdog.watch(Thread.currentThread()));
    }

    /** Takes the time of what is painted from now on. */
    PaintClock clock() {
        return WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, () -> new PaintClock(scene.orElseThrow()));
    }

    /** What was seen of the JavaFX thread. */
    FxWatchdog watchdog() {
        return watchdog.orElseThrow();
    }

    /** Closes the window as its close button does. */
    void shutDown() {
        WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, () -> window().shutDown(() -> closed = true));
    }

    /** Whether the window is through with closing. */
    boolean closed() {
        return closed;
    }

    /** Waits until what was asked for has arrived, and what follows from that. */
    void settle() {
        for (int round = 0; round < 3; round++) {
            for (Lanes.Lane lane : List.of(Lanes.Lane.DISK, Lanes.Lane.BULK, Lanes.Lane.READ, Lanes.Lane.DECODE)) {
                CountDownLatch through = new CountDownLatch(1);
                lanes.on(lane).execute(through::countDown);
                try {
                    assertTrue(through.await(SECONDS, TimeUnit.SECONDS), lane + " is busy");
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            WaitForAsyncUtils.waitForFxEvents();
        }
    }

    /** Keeps a lane busy until the latch is counted down. */
    CountDownLatch hold(Lanes.Lane lane) {
        CountDownLatch latch = new CountDownLatch(1);
        lanes.on(lane).execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return latch;
    }

    /** Chooses a model on the data screen; on the JavaFX thread. */
    void chooseModel(Path folder) {
        if (find("#model").orElseThrow() instanceof ComboBox<?> models) {
            for (int i = 0; i < models.getItems().size(); i++) {
                if (models.getItems().get(i) instanceof ModelInfo info
                        && info.folder().equals(folder)) {
                    models.getSelectionModel().select(i);
                }
            }
        }
    }

    /** Opens a workspace that no window has open, to see what is in it. */
    Session look(Path workspace) {
        return Session.open(workspace, settings, lanes);
    }

    WinnowWindow window() {
        return window.orElseThrow();
    }

    Optional<Node> find(String id) {
        return Optional.ofNullable(scene.orElseThrow().getRoot().lookup(id));
    }

    /** Style classes of all that is shown. */
    List<String> styles() {
        return scene.orElseThrow().getRoot().getStyleClass();
    }

    String text(String id) {
        return ((Labeled) find(id).orElseThrow()).getText();
    }

    /** Waits until something holds, asking on the JavaFX thread. */
    void until(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, condition));
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain until " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /**
     * Writes {@code target/screenshots/NAME.png}, for people to look at; in the theme that the name ends in.
     */
    Image picture(String name) {
        if (name.endsWith(dark() ? "-light" : "-dark")) {
            otherTheme();
        }
        return picture(scene.orElseThrow(), name);
    }

    /** The same in both themes: {@code NAME-light.png} and {@code NAME-dark.png}; ends in the other theme. */
    void both(String name) {
        String first = dark() ? "-dark" : "-light";
        picture(name + first);
        otherTheme();
        picture(name + (dark() ? "-dark" : "-light"));
    }

    /** Makes the window light, for what opens as a window of its own. */
    void light() {
        if (dark()) {
            otherTheme();
        }
    }

    private boolean dark() {
        return WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, () -> styles().contains("dark"));
    }

    /** Its key, without the patience of a robot. */
    private void otherTheme() {
        boolean before = dark();
        for (EventType<KeyEvent> event : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            KeyEvent key = new KeyEvent(event, "", "", KeyCode.L, true, true, false, false);
            WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, () -> Event.fireEvent(scene.orElseThrow(), key));
        }
        assertNotEquals(before, dark());
    }

    /** The same of another window. */
    Image picture(Scene what, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Image image = WaitForAsyncUtils.waitForAsyncFx(FX_MILLIS, () -> what.snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        pictures.add(PICTURES.submit(() -> {
            write(copy, name);
            return name;
        }));
        return image;
    }

    private static void write(BufferedImage picture, String name) throws IOException {
        Files.createDirectories(Path.of("target/screenshots"));
        Path file = Path.of("target/screenshots", name + ".png");
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam quick = writer.getDefaultWriteParam();
            quick.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quick.setCompressionQuality(QUICKLY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), quick);
        } finally {
            writer.dispose();
        }
    }

    private void awaitPictures() {
        for (Future<String> picture : pictures) {
            try {
                picture.get();
            } catch (ExecutionException e) {
                throw new AssertionError("A picture was not written", e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The same of the menu or list that is open. */
    Image menuPicture(String name) {
        Window menu = Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow && window.isShowing())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No menu is open"));
        return picture(menu.getScene(), name);
    }

    @Override
    public List<Path> datasets() {
        return datasets.isEmpty() ? List.of() : datasets.remove();
    }

    @Override
    public Optional<Path> folder(String title) {
        return Optional.ofNullable(folders.poll());
    }

    @Override
    public Optional<Path> workspace() {
        return Optional.ofNullable(workspaces.poll());
    }

    @Override
    public Optional<Path> newWorkspace(Path suggestion) {
        return Optional.of(suggestion);
    }

    @Override
    public void close() {
        shutDown();
        until("the window is closed", () -> closed);
        lanes.close();
        awaitPictures();
        watchdog().close();
        watchdog().assertNothingSlowWasDone();
    }
}
