package winnow.app.service;

import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Counts the scores of a self-test and asks between two of them whether to stop. Confined to one thread. */
final class SelfTestProgress {

    private final Progress progress;
    private final CancelToken cancel;
    private long done;
    private long total;

    SelfTestProgress(Progress progress, CancelToken cancel) {
        this.progress = progress;
        this.cancel = cancel;
    }

    /** So many scores will be computed. */
    void expect(long scores) {
        total = scores;
        progress.update(0, total);
    }

    /** So many more were computed. */
    void add(long scores) {
        done += scores;
        progress.update(Math.min(done, total), total);
        cancel.check();
    }
}
