package winnow.viewer.media;

import java.util.List;
import java.util.function.Consumer;
import winnow.store.job.CancelToken;

/** Where a player gets its frames from. Called and answering on the JavaFX thread; decodes elsewhere. */
@FunctionalInterface
public interface FrameSource {

    /**
     * Asks for frames.
     *
     * @param from the first, from 0
     * @param count how many; a video that ends before has fewer
     * @param onFrames gets them, in order
     * @param onProblem told why there are none
     */
    CancelToken request(long from, int count, Consumer<List<Frame>> onFrames, Consumer<Throwable> onProblem);
}
