package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.app.service.CompareService.Hidden;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.store.check.TextTraits;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.KeptCalibration;
import winnow.store.data.Outcome;
import winnow.store.db.Workspace;

/** Reads what is hidden of a pair until a vote. */
final class Hiding {

    private final Workspace workspace;
    private final Formats formats;
    private final TextTraits traits = new TextTraits();

    Hiding(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    Hidden of(Sitting sitting, Question question) {
        Pair pair = question.pair();
        boolean two = question.group().answers() == 2;
        boolean labelled = two
                && pair.low() == 0 // pairs without a better answer begin at 1
                && formats.labelled().contains(question.dataset().format());
        List<String> models = formats.find(question.dataset().format())
                .map(reader -> reader.authors(question.a().sample().raw()))
                .orElse(List.of());
        OptionalDouble rewardA = reward(sitting.runId(), question.a().id());
        OptionalDouble rewardB = reward(sitting.runId(), question.b().id());
        int first = two ? pair.low() : 0;
        return new Hidden(
                rewardA,
                rewardB,
                labelled ? OptionalLong.of(pair.low()) : OptionalLong.empty(),
                model(models, pair.a() - first),
                model(models, pair.b() - first),
                calibrated(sitting.runId(), rewardA, rewardB),
                others(sitting.annotator(), pair),
                traits.of(question.a().sample()),
                traits.of(question.b().sample()));
    }

    /** The reward of an answer, where there is one. */
    OptionalDouble reward(OptionalLong runId, long sampleId) {
        Optional<Outcome> outcome =
                runId.isPresent() ? workspace.scores().find(runId.getAsLong(), sampleId) : Optional.empty();
        return outcome.isPresent() && outcome.get() instanceof Outcome.Score score
                ? OptionalDouble.of(score.reward())
                : OptionalDouble.empty();
    }

    private OptionalDouble calibrated(OptionalLong runId, OptionalDouble a, OptionalDouble b) {
        Optional<KeptCalibration> kept = runId.isPresent() && a.isPresent() && b.isPresent()
                ? workspace.calibrations().ofRun(runId.getAsLong())
                : Optional.empty();
        return kept.map(Curves::read)
                .map(curve -> OptionalDouble.of(curve.probability(a.getAsDouble() - b.getAsDouble())))
                .orElseGet(OptionalDouble::empty);
    }

    private List<Comparison> others(String annotator, Pair pair) {
        return workspace.comparisons().ofRecord(pair.datasetId(), pair.record()).stream()
                .filter(vote -> !vote.annotator().equals(annotator)
                        && vote.said().choice().judges()
                        && CompareService.lowFirst(vote.pair()).equals(CompareService.lowFirst(pair)))
                .toList();
    }

    private static Optional<String> model(List<String> models, int place) {
        return place < models.size() ? Optional.of(models.get(place)) : Optional.empty();
    }
}
