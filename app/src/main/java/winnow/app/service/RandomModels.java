package winnow.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import winnow.scoring.ixc.RandomSnapshot;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Makes models of random weights in the official layout, of any size: to try how a machine copes before the real one is
 * downloaded. Their scores mean nothing.
 */
public final class RandomModels {

    private static final long SHARD_BYTES = 5_000_000_000L;
    private static final String TRIMMED_TOKENIZER = "/winnow/demo/model/";
    private static final String WORLD_TOKENIZER = "/winnow/demo/world/";
    private static final String FULL_TOKENIZER = "/winnow/tokenizer/";

    /**
     * A model that was made.
     *
     * @param folder it is in
     * @param size by name
     * @param parameters number of weights
     * @param bytes size of the weights
     * @param seconds it took
     */
    public record Report(Path folder, String size, long parameters, long bytes, double seconds) {}

    /** The sizes there are, the smallest first. */
    public static List<String> sizes() {
        return Arrays.stream(RandomSnapshot.Size.values())
                .map(RandomSnapshot.Size::label)
                .toList();
    }

    /**
     * Makes a model; the same size and seed give the same bytes everywhere.
     *
     * @param size one of {@link #sizes}
     * @param folder made if it is not there; must be empty
     * @param progress told of bytes
     * @throws IOException if the folder is not empty, there is not enough room, or a file cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop; the folder is empty then
     */
    public Report make(String size, long seed, Path folder, Progress progress, CancelToken cancel) throws IOException {
        RandomSnapshot.Size chosen = size(size)
                .orElseThrow(() -> new IllegalArgumentException("There is no size " + size + ", only " + sizes()));
        RandomSnapshot snapshot = chosen.snapshot(seed);
        String tokenizer = switch (snapshot.vocabulary()) {
            case TRIMMED -> TRIMMED_TOKENIZER;
            case WORLD -> WORLD_TOKENIZER;
            case OFFICIAL -> FULL_TOKENIZER;
        };
        Path absolute = folder.toAbsolutePath().normalize();
        long bytes = snapshot.bytes();
        long start = System.nanoTime();
        snapshot.write(absolute, name -> open(tokenizer + name), SHARD_BYTES, done -> {
            cancel.check();
            progress.update(Math.min(done, bytes), bytes);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Report(absolute, size, snapshot.parameters(), bytes, seconds);
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = RandomModels.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("This installation does not contain its file " + resource + ". Install it again.");
        }
        return in;
    }

    private static Optional<RandomSnapshot.Size> size(String label) {
        return Arrays.stream(RandomSnapshot.Size.values())
                .filter(s -> s.label().equals(label))
                .findFirst();
    }
}
