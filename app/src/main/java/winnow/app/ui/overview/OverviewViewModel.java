package winnow.app.ui.overview;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import winnow.app.service.Brush;
import winnow.app.service.Overview;
import winnow.app.service.RankingChoice;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.chart.Area;
import winnow.viewer.chart.HexBins;

/** State and actions of the overview. Knows no control; lives on the JavaFX thread. */
public final class OverviewViewModel {

    private static final int HEXAGONS = 40;

    /** Width of the density plot over its height, as it is in a window of the usual size. */
    private static final double ASPECT = 1.15;

    /** The value that is lowest or highest has some room beside it. */
    private static final double MARGIN = 0.04;

    /**
     * What is shown.
     *
     * @param overview the numbers
     * @param density length against what samples are ranked by; null without scores. Across lies the logarithm of
     *     1 + characters
     */
    public record Seen(Overview overview, @Nullable HexBins density) {}

    private final Session session;
    private final Jobs jobs;
    private final ChosenRanking ranking;
    private final Consumer<String> review;
    private final ReadOnlyObjectWrapper<@Nullable Seen> seen = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Brush> brush = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Overview.@Nullable Brushed> brushed = new ReadOnlyObjectWrapper<>();
    private CancelToken reading = new CancelToken();

    /**
     * The screen of one workspace; nothing is loaded until {@link #refresh}.
     *
     * @param ranking by what samples are ranked, on all screens
     * @param review opens what a search finds for review
     */
    public OverviewViewModel(Session session, Jobs jobs, ChosenRanking ranking, Consumer<String> review) {
        this.session = session;
        this.jobs = jobs;
        this.ranking = ranking;
        this.review = review;
        brush.addListener(property -> count());
    }

    /** What there is to see; null until it was read. What was seen before stays until it is replaced in one go. */
    public ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** The part that is marked; null for none. */
    public ObjectProperty<@Nullable Brush> brushProperty() {
        return brush;
    }

    /** What the mark comes to; null for none. */
    public ReadOnlyObjectProperty<Overview.@Nullable Brushed> brushedProperty() {
        return brushed.getReadOnlyProperty();
    }

    /** Reads everything anew. */
    public void refresh() {
        reading.cancel();
        RankingChoice choice = ranking.choiceProperty().get();
        Seen before = seen.get();
        if (before != null && !before.overview().choice().equals(choice)) {
            clear(); // what is marked means something else now
        }
        reading = jobs.start(
                "Looking from above",
                Lane.DISK,
                (progress, cancel) -> {
                    Overview overview = session.overview().read(choice, progress, cancel);
                    return new Seen(overview, density(overview));
                },
                found -> {
                    if (choice.equals(ranking.choiceProperty().get())) {
                        seen.set(found);
                        count();
                    }
                });
    }

    private static @Nullable HexBins density(Overview overview) {
        var columns = overview.columns();
        if (columns.size() == 0) {
            return null;
        }
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 0; i < columns.size(); i++) {
            shortest = Math.min(shortest, columns.chars(i));
            longest = Math.max(longest, columns.chars(i));
        }
        double left = Math.log1p(shortest);
        double right = Math.log1p(longest);
        double across = Math.max(0.5, right - left) * MARGIN;
        double up = (overview.high() - overview.low()) * MARGIN;
        Area area = new Area(Math.max(0, left - across), right + across, overview.low() - up, overview.high() + up);
        return HexBins.of(
                columns.size(), place -> Math.log1p(columns.chars(place)), overview::value, area, HEXAGONS, ASPECT);
    }

    private void count() {
        Brush wanted = brush.get();
        Seen from = seen.get();
        if (wanted == null || from == null) {
            brushed.set(null);
            return;
        }
        jobs.start("Counting", Lane.DISK, (progress, cancel) -> from.overview().brushed(wanted), found -> {
            if (wanted.equals(brush.get())) {
                brushed.set(found);
            }
        });
    }

    /** Marks nothing. */
    public void clear() {
        brush.set(null);
    }

    /** Opens what is marked for review. */
    public void reviewMarked() {
        Brush marked = brush.get();
        Seen from = seen.get();
        if (marked != null && from != null) {
            review.accept(marked.query(from.overview().choice()));
        }
    }
}
