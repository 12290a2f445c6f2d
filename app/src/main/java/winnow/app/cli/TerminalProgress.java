package winnow.app.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import winnow.store.job.Progress;

/**
 * Shows how far a job has come: a bar on a terminal, a line every few seconds elsewhere, nothing when quiet. Used from
 * one thread at a time.
 */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(5);

    private final Terminal terminal;
    private final String title;
    private final boolean quiet;
    private Optional<ProgressBar> bar = Optional.empty();
    private long lastLine = System.nanoTime();

    /** Shows nothing before the first report. */
    TerminalProgress(Terminal terminal, String title, boolean quiet) {
        this.terminal = terminal;
        this.title = title;
        this.quiet = quiet;
    }

    @Override
    public synchronized void update(long done, long total) {
        if (quiet) {
            return;
        }
        if (terminal.interactive()) {
            draw(done, total);
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            terminal.err().println(title + ": " + done + (total > 0 ? " of " + total : ""));
        }
    }

    private void draw(long done, long total) {
        ProgressBar shown = bar.orElseGet(() -> start(terminal.err(), total));
        bar = Optional.of(shown);
        shown.maxHint(total > 0 ? total : -1);
        shown.stepTo(done);
    }

    private ProgressBar start(PrintStream err, long total) {
        return new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(total > 0 ? total : -1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
