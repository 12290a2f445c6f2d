package winnow.app.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.app.service.Leaderboard.Covariate;
import winnow.app.service.Leaderboard.Effect;
import winnow.app.service.Leaderboard.From;
import winnow.app.service.Leaderboard.Standing;
import winnow.scoring.rank.Bootstrap;
import winnow.scoring.rank.BradleyTerry;
import winnow.scoring.rank.BradleyTerry.Comparison;
import winnow.scoring.rank.BradleyTerry.Duels;
import winnow.scoring.rank.BradleyTerry.Outcome;
import winnow.scoring.rank.Estimate;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;

/** Says how strong the models are that wrote the answers of pairs and groups. Blocks, so not on the JavaFX thread. */
public final class LeaderboardService {

    /** How intervals are made. */
    public enum Intervals {
        /** From the curvature, robust where the model does not fit and where votes on one prompt go together. */
        SANDWICH,
        /** By drawing prompts again. */
        BOOTSTRAP
    }

    /** Enough rounds for an interval of 95 %, each of them a fit. */
    private static final Bootstrap DRAWN = new Bootstrap(500, 1);

    /**
     * What is asked for.
     *
     * @param from what says which answer is better
     * @param datasetId only this dataset; empty for all
     * @param runId whose rewards
     * @param covariates what else is fitted along, without repetition
     * @param intervals how they are made
     */
    public record Request(
            From from, OptionalLong datasetId, OptionalLong runId, List<Covariate> covariates, Intervals intervals) {

        public Request {
            covariates = List.copyOf(covariates);
            if (covariates.stream().distinct().count() < covariates.size()) {
                throw new IllegalArgumentException("A covariate is named twice: " + covariates);
            }
        }
    }

    /** What was fitted: the comparable models by number, and their strengths in that order. */
    private record Fit(List<Integer> models, Optional<BradleyTerry> strengths, List<Covariate> covariates) {}

    private final Workspace workspace;
    private final Formats formats;

    LeaderboardService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    /**
     * Compares models.
     *
     * @throws IllegalArgumentException if the effect of a covariate cannot be told from the strengths; the message says
     *     what to do
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Leaderboard board(Request request, CancelToken cancel) {
        Battles battles = new Battles(request, formats);
        Optional<ScoringRun> run;
        try (Snapshot now = workspace.snapshot()) {
            run = request.from() == From.REWARD && request.runId().isPresent()
                    ? now.run(request.runId().getAsLong())
                    : Optional.empty();
            List<Dataset> datasets = now.datasets().stream()
                    .filter(dataset ->
                            request.datasetId().isEmpty() || request.datasetId().getAsLong() == dataset.id())
                    .toList();
            battles.read(now, datasets, cancel);
        }
        cancel.check();
        List<List<Duels>> duels = BradleyTerry.duels(battles.models().size(), battles.all());
        Fit fit = fit(request, battles.prompts(), BradleyTerry.comparable(duels), cancel);
        return board(request, run, battles, duels, fit);
    }

    private static Fit fit(Request request, List<List<Comparison>> prompts, List<Integer> models, CancelToken cancel) {
        if (models.size() < 2) {
            return new Fit(models, Optional.empty(), List.of());
        }
        List<List<Comparison>> among = new ArrayList<>();
        for (List<Comparison> prompt : prompts) {
            List<Comparison> kept = prompt.stream()
                    .filter(each -> models.contains(each.first()) && models.contains(each.second()))
                    .map(each -> new Comparison(
                            models.indexOf(each.first()),
                            models.indexOf(each.second()),
                            each.outcome(),
                            each.differences()))
                    .toList();
            if (!kept.isEmpty()) {
                among.add(kept);
            }
        }
        double[] spread = spread(among, request.covariates().size());
        List<Integer> told = new ArrayList<>(); // what does not differ has no effect
        for (int k = 0; k < spread.length; k++) {
            if (spread[k] > 0) {
                told.add(k);
            }
        }
        List<List<Comparison>> scaled = among.stream()
                .map(prompt ->
                        prompt.stream().map(each -> scaled(each, told, spread)).toList())
                .toList();
        BradleyTerry strengths = request.intervals() == Intervals.BOOTSTRAP
                ? BradleyTerry.fit(models.size(), scaled, DRAWN, cancel::check)
                : BradleyTerry.fitGroups(models.size(), scaled);
        return new Fit(
                models,
                Optional.of(strengths),
                told.stream().map(request.covariates()::get).toList());
    }

    private static Comparison scaled(Comparison each, List<Integer> told, double... spread) {
        return new Comparison(
                each.first(),
                each.second(),
                each.outcome(),
                told.stream().map(k -> each.differences().get(k) / spread[k]).toList());
    }

    /** The standard deviation of each difference about 0: which answer is called the first does not matter. */
    private static double[] spread(List<List<Comparison>> records, int covariates) {
        double[] squares = new double[covariates];
        long n = 0;
        for (List<Comparison> record : records) {
            for (Comparison each : record) {
                if (each.outcome() != Outcome.BOTH_BAD) {
                    n++;
                    for (int k = 0; k < covariates; k++) {
                        squares[k] += Math.pow(each.differences().get(k), 2);
                    }
                }
            }
        }
        for (int k = 0; k < covariates; k++) {
            squares[k] = Math.sqrt(squares[k] / n);
        }
        return squares;
    }

    private static Leaderboard board(
            Request request, Optional<ScoringRun> run, Battles battles, List<List<Duels>> duels, Fit fit) {
        List<Standing> standings = new ArrayList<>();
        for (int model = 0; model < duels.size(); model++) {
            standings.add(standing(battles.models().get(model), model, duels.get(model), fit));
        }
        List<Integer> order = new ArrayList<>();
        for (int model = 0; model < duels.size(); model++) {
            order.add(model);
        }
        order.sort(Comparator.comparing((Integer model) -> standings.get(model), STRONGEST));
        List<Effect> effects = new ArrayList<>();
        for (int k = 0; k < fit.covariates().size(); k++) {
            effects.add(new Effect(
                    fit.covariates().get(k),
                    fit.strengths().orElseThrow().effects().get(k)));
        }
        long bothBad = battles.all().stream()
                .filter(each -> each.outcome() == Outcome.BOTH_BAD)
                .count();
        return new Leaderboard(
                request.from(),
                run,
                order.stream().map(standings::get).toList(),
                fit.strengths().map(BradleyTerry::nu).orElse(0.0),
                effects,
                order.stream()
                        .map(row -> order.stream().map(duels.get(row)::get).toList())
                        .toList(),
                new Leaderboard.Counted(
                        battles.all().size(), bothBad, battles.records(), battles.unnamed(), battles.silent()));
    }

    /** By strength; without one by the share of wins, behind all that have one. */
    private static final Comparator<Standing> STRONGEST = Comparator.comparing(
                    (Standing each) -> each.strength().isEmpty())
            .thenComparing(each ->
                    -each.strength().map(Estimate::value).orElse(each.share().value()))
            .thenComparing(Standing::model);

    private static Standing standing(String name, int model, List<Duels> duels, Fit fit) {
        int place = fit.models().indexOf(model);
        Optional<Estimate> strength = place < 0
                ? Optional.empty()
                : fit.strengths().map(found -> found.strengths().get(place));
        return new Standing(
                name,
                duels.stream().mapToLong(Duels::wins).sum(),
                duels.stream().mapToLong(Duels::losses).sum(),
                duels.stream().mapToLong(Duels::ties).sum(),
                duels.stream().mapToLong(Duels::bothBad).sum(),
                strength);
    }
}
