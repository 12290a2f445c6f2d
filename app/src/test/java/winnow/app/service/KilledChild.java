package winnow.app.service;

import java.nio.file.Path;
import java.util.Optional;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;

/** A program of its own that scores or decides until it is killed, and says on standard output what is on the disk. */
final class KilledChild {

    private KilledChild() {}

    public static void main(String[] args) throws Exception {
        try (Bench bench = Bench.open(Path.of(args[0]))) {
            if (args[1].equals("score")) {
                bench.scored(
                        4,
                        (done, total) -> {
                            System.out.println(done);
                            System.out.flush();
                        },
                        new CancelToken());
            } else {
                for (long i = 0; ; i++) {
                    long sample = 1 + i % 2_000;
                    bench.session()
                            .review()
                            .decide("kim", sample, Verdict.PRUNE, Optional.of("step " + i), Optional.empty());
                    System.out.println(i);
                    System.out.flush();
                }
            }
        }
    }
}
