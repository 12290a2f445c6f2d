package winnow.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;

/** A program of its own that imports, scores, decides or exports until it is killed, and says on standard output what is on the disk. */
final class KilledChild {

    private KilledChild() {}

    public static void main(String[] args) throws Exception {
        try (Bench bench = Bench.open(Path.of(args[0]))) {
            switch (args[1]) {
                case "score" -> bench.scored(4, (done, total) -> say(done), new CancelToken());
                case "import" -> bench.imports(Path.of(args[2]), (done, total) -> sayAndWait(done), new CancelToken());
                case "script" -> new KillScript(bench).run();
                case "export" -> export(bench, Path.of(args[2]));
                default -> decide(bench);
            }
        }
    }

    private static void export(Bench bench, Path out) throws IOException {
        ExportService.Request request =
                new ExportService.Request(out, OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
        bench.session().exports().run(request, (done, total) -> sayAndWait(done), new CancelToken());
    }

    private static void decide(Bench bench) {
        for (long i = 0; ; i++) {
            long sample = 1 + i % 2_000;
            bench.session().review().decide("kim", sample, Verdict.PRUNE, Optional.of("step " + i), Optional.empty());
            say(i);
        }
    }

    private static void say(long done) {
        System.out.println(done);
        System.out.flush();
    }

    /** Stays in the middle of its job from the first thing done on, until the kill comes. */
    private static void sayAndWait(long done) {
        say(done);
        if (done > 0) {
            try {
                int unused = System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
