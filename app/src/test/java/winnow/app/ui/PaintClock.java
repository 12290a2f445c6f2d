package winnow.app.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;

/**
 * Takes the time from a key to the frame in which another sample is painted whole, and between frames. A frame counts
 * as painted two pulses after the one that found everything in place: its picture is out then. On the JavaFX thread.
 */
final class PaintClock extends AnimationTimer {

    private static final int PULSES = 2;

    private final Scene scene;
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> frames = new ArrayList<>();
    private String before = "";
    private long pressed;
    private long last;
    private int pulses;
    private final AtomicInteger painted = new AtomicInteger();

    /** Starts at once. */
    PaintClock(Scene scene) {
        this.scene = scene;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            pressed = System.nanoTime();
            before = text("#sample-file");
            pulses = 0;
        });
        start();
    }

    @Override
    public void handle(long now) {
        long time = System.nanoTime();
        if (last > 0) {
            frames.add((time - last) / 1e6);
        }
        last = time;
        if (pressed > 0 && isWhole()) {
            pulses++;
            if (pulses > PULSES) {
                waits.add((time - pressed) / 1e6);
                pressed = 0;
                painted.incrementAndGet();
            }
        }
    }

    /** How many samples came after a key so far. Any thread. */
    int painted() {
        return painted.get();
    }

    double p95() {
        return at(waits, 0.95);
    }

    /** Milliseconds from key to paint and from frame to frame. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("decisions", waits.size());
        report.put("key_to_paint_ms", figures(waits));
        report.put("frame_ms", figures(frames));
        return report;
    }

    /** Another sample than before, with its picture or a frame, or with what is said in place of one. */
    private boolean isWhole() {
        String now = text("#sample-file");
        boolean other = !now.isEmpty() && !now.equals(before);
        return other && ((now.contains(" × ") && !isWithoutFrame()) || isSaid());
    }

    /** The deck of a video is there, and no frame yet. */
    private boolean isWithoutFrame() {
        Node deck = scene.lookup("#video-deck");
        return deck != null && deck.isVisible() && text("#frame-caption").isEmpty();
    }

    private boolean isSaid() {
        Node stage = scene.lookup("#stage");
        Parent around = stage == null ? null : stage.getParent();
        return around != null && around.getChildrenUnmodifiable().size() > 1 && around.lookup(".skeleton") == null;
    }

    private String text(String id) {
        return Optional.ofNullable(scene.lookup(id))
                .map(node -> ((Label) node).getText())
                .orElse("");
    }

    private static Map<String, Double> figures(List<Double> of) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p50", at(of, 0.5));
        figures.put("p95", at(of, 0.95));
        figures.put("max", at(of, 1));
        return figures;
    }

    private static double at(List<Double> of, double share) {
        List<Double> sorted = of.stream().sorted().toList();
        int index = (int) Math.min(sorted.size() - 1L, Math.round(Math.floor(share * sorted.size())));
        return Math.round(sorted.get(index) * 10) / 10.0;
    }
}
