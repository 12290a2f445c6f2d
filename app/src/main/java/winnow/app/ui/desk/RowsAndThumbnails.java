package winnow.app.ui.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Media;
import winnow.store.data.QueueRow;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.media.Stills;
import winnow.viewer.media.Pictures;
import winnow.viewer.table.RowSource;
import winnow.viewer.table.ThumbnailSource;

/** Feeds lists of samples from the workspace, in the background. Used by every screen that lists samples. */
public final class RowsAndThumbnails implements RowSource, ThumbnailSource {

    private static final int WIDTH = 104; // twice what is shown, for sharp screens
    private static final int HEIGHT = 80;

    private final Session session;
    private final Jobs jobs;
    private final Supplier<OptionalLong> run;
    private final Stills stills = new Stills();

    /** Rows as seen from the run that {@code run} names when they are asked for. */
    public RowsAndThumbnails(Session session, Jobs jobs, Supplier<OptionalLong> run) {
        this.session = session;
        this.jobs = jobs;
        this.run = run;
    }

    @Override
    public void request(List<Long> sampleIds, Consumer<List<QueueRow>> onRows) {
        OptionalLong now = run.get();
        jobs.start(
                "Reading rows",
                Lane.DISK,
                (progress, cancel) -> session.review().rows(now, sampleIds),
                onRows);
    }

    @Override
    public CancelToken request(QueueRow row, Consumer<Image> onImage) {
        return jobs.start(
                "Decoding a thumbnail",
                Lane.DECODE,
                (progress, cancel) -> {
                    cancel.check();
                    Media media = row.media().orElseThrow(() -> new IOException("The sample has no picture."));
                    if (media.kind() == Media.Kind.VIDEO) {
                        throw new IOException(media.path() + " is a video.");
                    }
                    Path file = session.media(row.datasetId()).resolve(media.path());
                    return Pictures.of(stills.thumbnail(file, WIDTH, HEIGHT));
                },
                onImage,
                problem -> {}); // the stage says what is wrong with a picture, once it is looked at
    }
}
