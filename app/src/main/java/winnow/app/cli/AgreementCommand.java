package winnow.app.cli;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.app.service.AgreementReport;
import winnow.scoring.ScoringException;

/** {@code winnow agreement}: how far annotators agree with the model and with each other. */
@Command(
        name = "agreement",
        description = "Show how far votes agree with the rewards, rewards with what files call better, and annotators"
                + " with each other, each with a 95 %% interval; and whether the side an answer stood on decided.")
final class AgreementCommand implements Callable<Integer> {

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final WinnowCommand winnow;

    AgreementCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> {
            OptionalLong dataset = scope.dataset(winnow, "agreement", session);
            OptionalLong runId = scope.run(winnow, "agreement", session);
            AgreementReport report = session.agreement().report(dataset, runId, winnow.cancel());
            report.run().filter(used -> !used.trained()).ifPresent(used -> winnow.note(ScoreCommand.UNTRAINED));
            return new Answer(Answer.DONE, AgreementAnswer.json(report), AgreementAnswer.lines(report));
        });
    }
}
