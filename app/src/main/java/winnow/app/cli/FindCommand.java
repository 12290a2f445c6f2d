package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;

/** {@code winnow find QUERY}: the samples a query finds. */
@Command(
        name = "find",
        description =
                "Find samples by the query language, lowest reward first. Example: winnow find 'reward<-2 decided:no'."
                        + " What z<-3, adjusted<0 and agree>=2 ask for is kept by winnow report --rank.")
final class FindCommand implements Callable<Integer> {

    /** Rows shown to people; {@code --json} has all. */
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "QUERY", description = "What to find; \"\" for everything.")
    private String query = "";

    private final WinnowCommand winnow;

    FindCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        winnow.refuseOption("find", query);
        return winnow.inWorkspace(this::find);
    }

    private Answer find(Session session) {
        OptionalLong run = winnow.latestRun(session);
        List<Long> samples = Arrays.stream(order(session, run)).boxed().toList();
        List<Long> shown = samples.subList(0, Math.min(SHOWN, samples.size()));
        List<String> lines =
                new ArrayList<>(ReportCommand.table(session.review().rows(run, shown)));
        lines.add(
                samples.size() > SHOWN
                        ? samples.size() + " samples; the first " + SHOWN + " are shown."
                        : samples.size() + " samples.");
        return new Answer(Answer.DONE, Json.object("count", samples.size(), "samples", samples), lines);
    }

    private long[] order(Session session, OptionalLong run) {
        try {
            return session.review().order(run, query);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("find", String.valueOf(e.getMessage()));
        }
    }
}
