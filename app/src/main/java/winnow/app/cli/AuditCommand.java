package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit;

/** {@code winnow audit}: the commands that prove a cut. */
@Command(
        name = "audit",
        description =
                "Prove a cut: draw samples below and above it at random, judge them blind, see how precise the cut"
                        + " is, prune it.",
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Callable<Integer> {

    /** Which audit, and who works on it. */
    static final class Options {

        @Option(
                names = "--audit",
                paramLabel = "ID",
                description = "Which audit, or how its id begins. Default: the latest.")
        private Optional<String> id = Optional.empty();

        @Option(names = "--annotator", paramLabel = "A", description = "Who. Default: the name in the settings.")
        private Optional<String> annotator = Optional.empty();

        String annotator(WinnowCommand winnow) {
            if (annotator.filter(String::isBlank).isPresent()) {
                throw winnow.wrongUsage("audit", "The name of the annotator is empty.");
            }
            return annotator.orElseGet(() -> winnow.settings().read().annotator());
        }

        Audit audit(WinnowCommand winnow, Session session) throws IOException {
            List<Audit> all = session.audits().all();
            if (all.isEmpty()) {
                throw new IOException("There is no audit in " + session.file()
                        + " yet. Start one with: winnow audit start --share 5%");
            }
            if (id.isEmpty()) {
                return all.get(all.size() - 1);
            }
            List<Audit> found = all.stream()
                    .filter(audit -> audit.id().toString().startsWith(id.get()))
                    .toList();
            if (found.size() != 1) {
                throw winnow.wrongUsage(
                        "audit",
                        found.size() + " audits begin with \"" + id.get() + "\"; name one of "
                                + all.stream().map(Audit::id).toList());
            }
            return found.get(0);
        }
    }

    /** Work on an audit that may find it out of date. */
    @FunctionalInterface
    interface Work<T> {
        T run();
    }

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    private AuditCommand() {}

    /** With all its commands. */
    static CommandLine with(WinnowCommand winnow) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new AuditStartCommand(winnow))
                .addSubcommand(new AuditNextCommand(winnow))
                .addSubcommand(new AuditJudgeCommand(winnow))
                .addSubcommand(new Undo(winnow))
                .addSubcommand(new AuditReportCommand(winnow))
                .addSubcommand(new More(winnow))
                .addSubcommand(new AuditMoveCommand(winnow))
                .addSubcommand(new Prune(winnow));
    }

    /** Always wrong usage: it does nothing by itself. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do with the audit: "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Does the work; what makes no sense is wrong usage, what is out of date a failure. */
    static <T> T doing(WinnowCommand winnow, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("audit", String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@code winnow audit undo}: takes the last judgement back. */
    @Command(name = "undo", description = "Take your last judgement back; it is asked for again.")
    static final class Undo implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        private final WinnowCommand winnow;

        Undo(WinnowCommand winnow) {
            this.winnow = winnow;
        }

        @Override
        public Integer call() throws IOException, ScoringException {
            return winnow.inWorkspace(session -> {
                Audit audit = options.audit(winnow, session);
                boolean undone = session.audits()
                        .undo(audit.id(), options.annotator(winnow))
                        .isPresent();
                return new Answer(
                        Answer.DONE,
                        Json.object("audit", audit.id().toString(), "changed", undone ? 1 : 0),
                        List.of(undone ? "1 judgement taken back." : "There is nothing to take back."));
            });
        }
    }

    /** {@code winnow audit more}: draws more samples. */
    @Command(name = "more", description = "Draw more samples for an audit.")
    static final class More implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Option(
                names = "--samples",
                paramLabel = "N",
                required = true,
                converter = Numbers.PositiveInt.class,
                description = "How many, half of them below the cut.")
        private int samples = 1;

        private final WinnowCommand winnow;

        More(WinnowCommand winnow) {
            this.winnow = winnow;
        }

        @Override
        public Integer call() throws IOException, ScoringException {
            return winnow.inWorkspace(session -> {
                Audit audit = options.audit(winnow, session);
                int drawn = draw(session, audit);
                return new Answer(
                        Answer.DONE,
                        Json.object("audit", audit.id().toString(), "drawn", drawn),
                        List.of(drawn + " more samples drawn. Judge them with: winnow audit next"));
            });
        }

        private int draw(Session session, Audit audit) throws IOException {
            try (TerminalProgress progress = winnow.progress("Reading texts")) {
                return doing(winnow, () -> session.audits().more(audit, samples, progress, winnow.cancel()));
            }
        }
    }

    /** {@code winnow audit prune}: prunes what is below the cut. */
    @Command(
            name = "prune",
            description = "Prune what is below the cut and nobody decided on, as one step that undo takes back; samples"
                    + " judged good stay.")
    static final class Prune implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        private final WinnowCommand winnow;

        Prune(WinnowCommand winnow) {
            this.winnow = winnow;
        }

        @Override
        public Integer call() throws IOException, ScoringException {
            return winnow.inWorkspace(session -> {
                Audit audit = options.audit(winnow, session);
                long changed = prune(session, audit);
                return new Answer(
                        Answer.DONE,
                        Json.object("audit", audit.id().toString(), "changed", changed),
                        List.of(
                                changed == 0
                                        ? "No sample to prune."
                                        : changed + " samples pruned, audit kept. To take it back: winnow undo"));
            });
        }

        private long prune(Session session, Audit audit) throws IOException {
            try (TerminalProgress progress = winnow.progress("Reading texts")) {
                return doing(
                        winnow,
                        () -> session.audits().prune(audit, options.annotator(winnow), progress, winnow.cancel()));
            }
        }
    }
}
