package winnow.store.job;

/** Told how far a job has come. Called from the job's own thread, about once per batch. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (done, total) -> {};

    /**
     * Reports how far the job has come.
     *
     * @param done units of work that are finished, 0 or more
     * @param total units of work in all; 0 or less while that is not known yet
     */
    void update(long done, long total);
}
