package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * Downloads a snapshot from a hub: the files a model needs, several at once, each verified before it gets its name.
 * What was broken off goes on where it was. Shared by the window and the command line; blocks, so not on the JavaFX
 * thread.
 */
public final class ModelPull {

    /** Where models come from when the environment names no other hub. */
    public static final String HUB = "https://huggingface.co";

    private static final Logger log = LoggerFactory.getLogger(ModelPull.class);
    private static final int LISTING_TRIES = 4;
    private static final String REPO = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}(/[A-Za-z0-9][A-Za-z0-9._-]{0,95})?";
    private static final String REVISION = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}(/[A-Za-z0-9][A-Za-z0-9._-]{0,95}){0,4}";

    private final ModelRecords records;
    private final HubCache cache;
    private final Lanes lanes;
    private final Map<String, String> environment;
    private final PartFile.Pause pause;

    /**
     * What to download.
     *
     * @param repo as in {@code org/name}
     * @param revision branch, tag or commit
     * @param out folder to put the files into; without one they go into the cache of the hub
     */
    public record Request(String repo, String revision, Optional<Path> out) {
        public Request {
            if (!repo.matches(REPO) || repo.contains("..") || !revision.matches(REVISION) || revision.contains("..")) {
                throw new IllegalArgumentException("\"" + repo + "@" + revision
                        + "\" is no repository. Name one as ORG/NAME or ORG/NAME@REVISION");
            }
        }

        /** Reads {@code ORG/NAME[@REVISION]}; without a revision it is {@code main}. */
        public static Request of(String text, Optional<Path> out) {
            int at = text.indexOf('@');
            return at < 0
                    ? new Request(text.strip(), "main", out)
                    : new Request(
                            text.substring(0, at).strip(),
                            text.substring(at + 1).strip(),
                            out);
        }
    }

    /**
     * What a download came to.
     *
     * @param folder of the snapshot
     * @param commit it is of
     * @param files names of its files
     * @param bytes of all files
     * @param received bytes that were not there before
     * @param seconds it took
     */
    public record Report(Path folder, String commit, List<String> files, long bytes, long received, double seconds) {
        public Report {
            requireNonNull(folder, "folder");
            requireNonNull(commit, "commit");
            files = List.copyOf(files);
        }
    }

    /**
     * Prepares downloads.
     *
     * @param lanes threads; stay the caller's
     * @param environment its {@code HF_ENDPOINT} and {@code HF_TOKEN} count
     */
    public ModelPull(Models models, HubCache cache, Lanes lanes, Map<String, String> environment) {
        this(models.records(), cache, lanes, environment, ModelPull::sleep);
    }

    ModelPull(
            ModelRecords records, HubCache cache, Lanes lanes, Map<String, String> environment, PartFile.Pause pause) {
        this.records = records;
        this.cache = cache;
        this.lanes = lanes;
        this.environment = Map.copyOf(environment);
        this.pause = pause;
    }

    /**
     * Downloads what is missing.
     *
     * @param progress in bytes, those that are there included
     * @throws IOException if the hub refuses or cannot be reached, a file is not what was announced, or the disk is too
     *     small; what arrived is kept, and the same call goes on
     * @throws CancellationException when asked to stop; what arrived is kept
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException {
        long start = System.nanoTime();
        HubClient hub = new HubClient(set("HF_ENDPOINT").orElse(HUB), set("HF_TOKEN"));
        HubListing listing = listing(hub, request, cancel);
        PullTarget target = request.out()
                .map(out -> PullTarget.folder(out, listing))
                .orElseGet(() -> PullTarget.cache(cache.folder(request.repo()), listing, request.revision()));
        List<HubFile> missing = target.missing(cancel);
        target.checkRoom(missing);
        records.keep(target.download(missing));
        records.hide(target.snapshot(), false);
        long there = listing.bytes() - missing.stream().mapToLong(HubFile::size).sum();
        AtomicLong done = new AtomicLong(there);
        progress.update(there, listing.bytes());
        long parts = target.partBytes(missing);
        CancelToken stop = new CancelToken();
        Map<HubFile, Future<?>> jobs = new LinkedHashMap<>();
        for (HubFile file : missing) {
            PartFile.Place place = new PartFile.Place(target.part(file), target.place(file));
            PartFile part = new PartFile(hub, listing.address(hub, file), file, listing.commit(), place, done);
            jobs.put(file, lanes.on(Lanes.Lane.DECODE).submit(() -> {
                stop.check();
                part.download(pause, stop);
                target.finish(file);
                return file;
            }));
        }
        await(List.copyOf(jobs.values()), stop, cancel, () -> progress.update(done.get(), listing.bytes()));
        target.complete();
        progress.update(listing.bytes(), listing.bytes());
        return new Report(
                target.snapshot(),
                listing.commit(),
                listing.files().stream().map(HubFile::name).toList(),
                listing.bytes(),
                listing.bytes() - there - parts,
                (System.nanoTime() - start) / 1e9);
    }

    private Optional<String> set(String variable) {
        return Optional.of(environment.getOrDefault(variable, "").strip()).filter(value -> !value.isEmpty());
    }

    private HubListing listing(HubClient hub, Request request, CancelToken cancel) throws IOException {
        for (int i = 1; ; i++) {
            try {
                cancel.check();
                return HubListing.read(hub, request.repo(), request.revision());
            } catch (HubClient.TryAgainException e) {
                if (i >= LISTING_TRIES) {
                    throw e;
                }
                log.info("The list of files is asked for again: {}", e.getMessage());
                pause.seconds(Math.max(Math.min(e.seconds(), 120), 1L << i), cancel);
            }
        }
    }

    /** Waits for all; the first that fails stops the others, and no thread works on when this returns. */
    private static void await(List<Future<?>> jobs, CancelToken stop, CancelToken cancel, Runnable report)
            throws IOException {
        List<Throwable> failed = new ArrayList<>();
        for (Future<?> job : jobs) {
            while (!isOver(job, failed)) {
                report.run();
                if (cancel.isCancelled() || !failed.isEmpty()) {
                    stop.cancel();
                }
            }
            if (!failed.isEmpty()) {
                stop.cancel();
            }
        }
        cancel.check();
        for (Throwable cause : failed) {
            if (cause instanceof IOException io) {
                throw io;
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("A download broke off: " + failed.get(0), failed.get(0));
        }
    }

    private static boolean isOver(Future<?> job, List<Throwable> failed) {
        try {
            Object unused = job.get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause(), "why it failed");
            if (!(cause instanceof CancellationException)) {
                failed.add(cause);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while files were being downloaded");
        }
    }

    private static void sleep(long seconds, CancelToken cancel) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            cancel.check();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while waiting for the hub");
            }
        }
    }
}
