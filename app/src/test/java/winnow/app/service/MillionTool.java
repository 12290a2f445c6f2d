package winnow.app.service;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/** One job on a large workspace in a process of its own, so that its heap and processor time are its own too. */
final class MillionTool {

    private MillionTool() {}

    /** Arguments: the job, a folder, and for {@code generate} how many records. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        long start = System.nanoTime();
        switch (args[0]) {
            case "generate" -> ManyRecords.write(folder.resolve("train.json"), Integer.parseInt(args[2]));
            case "import" -> inSession(folder, MillionTool::imports);
            case "export" -> inSession(folder, MillionTool::exports);
            case "queries" -> inSession(folder, (in, session) -> new MillionQueries(session).measure());
            case "open" -> inSession(folder, MillionTool::firstPage);
            default -> throw new IllegalArgumentException("There is no job " + args[0]);
        }
        say(args[0] + ", start of the program to its end", start);
    }

    /** Something done in an open workspace. */
    private interface Job {
        void run(Path folder, Session session) throws Exception;
    }

    private static void inSession(Path folder, Job job) throws Exception {
        try (Lanes lanes = new Lanes()) {
            long start = System.nanoTime();
            try (Session session =
                    Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes)) {
                say("open", start);
                job.run(folder, session);
            }
        }
    }

    private static void imports(Path folder, Session session) throws IOException {
        Path file = folder.resolve("train.json");
        long start = System.nanoTime();
        long imported = session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken())
                .imported();
        rate("import", imported, start);
        System.out.printf(Locale.ROOT, "%-45s %8d MB%n", "workspace", Files.size(folder.resolve("w.winnow")) >> 20);
    }

    private static void exports(Path folder, Session session) throws IOException {
        long start = System.nanoTime();
        long kept = session.exports()
                .run(
                        new ExportService.Request(
                                folder.resolve("out"),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalDouble.empty()),
                        Progress.SILENT,
                        new CancelToken())
                .kept();
        rate("export", kept, start);
    }

    private static void firstPage(Path folder, Session session) {
        long start = System.nanoTime();
        OptionalLong run =
                session.latestRun().map(latest -> OptionalLong.of(latest.id())).orElse(OptionalLong.empty());
        session.datasets();
        session.review().counts(run);
        long[] order = session.review().order(run, "");
        session.review()
                .rows(run, java.util.Arrays.stream(order).limit(100).boxed().toList());
        say("counts, order and first page", start);
    }

    private static void rate(String what, long records, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long processor = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "%-45s %8.1f s, %d records, %.0f a second; %.1f s of processor%n",
                what,
                seconds,
                records,
                records / seconds,
                processor / 1e9);
    }

    private static void say(String what, long start) {
        System.out.printf(Locale.ROOT, "%-45s %8.3f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
