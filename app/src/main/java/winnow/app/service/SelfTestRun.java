package winnow.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.app.service.SelfTestReport.Check;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;

/** One self-test of one open model. Confined to the model's thread. */
final class SelfTestRun {

    private static final Logger log = LoggerFactory.getLogger(SelfTestRun.class);

    /** A score alone and in a batch may differ by so much in float32, and what counts must change it by more. */
    private static final double LIMIT = 2e-4;

    /** The same in half precision, where products of another shape round differently (SPEC 11). */
    private static final double HALF_LIMIT = 0.05;

    private static final int TEXTS = 2;
    private static final int NAMED = 3;
    private static final String CHANGES = "changes the score";
    private static final String HAS_NO_PICTURES = "judges text only";

    private final RewardModel model;
    private final ModelInfo info;
    private final SelfTest.Request request;
    private final SelfTestSet set;
    private final SelfTestProgress progress;
    private final InputOptions options;
    private final boolean pictures;
    private final List<Conversation> base = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();
    private int asked;
    private int bad;
    private Optional<String> firstBad = Optional.empty();

    SelfTestRun(
            RewardModel model, ModelInfo info, SelfTest.Request request, SelfTestSet set, SelfTestProgress progress) {
        this.model = model;
        this.info = info;
        this.request = request;
        this.set = set;
        this.progress = progress;
        this.options = new InputOptions(1, request.options().maxLength(), true, true);
        this.pictures = info.modalities().contains(Modality.IMAGE);
    }

    /** A check's work. */
    @FunctionalInterface
    private interface Work {
        Row run() throws ScoringException;
    }

    List<Row> run(Consumer<Row> onRow) {
        if (pictures) {
            base.addAll(set.pictures());
        }
        base.addAll(SelfTestSet.texts(pictures ? TEXTS : TEXTS + set.pictures().size()));
        progress.expect(base.size() * 2L + (pictures ? set.pictures().size() * 2L : 0) + base.size() + extraTexts());
        List<Row> rows = new ArrayList<>();
        Consumer<Row> keep = row -> {
            rows.add(row);
            onRow.accept(row);
        };
        keep.accept(row(Check.EXAMPLE, "README pair on cars1.jpg", this::example));
        base.forEach(conversation -> alone.add(finite(conversation)));
        keep.accept(row(Check.PICTURE, "black picture", () -> picture(Check.PICTURE)));
        keep.accept(row(Check.RIGHT_PICTURE, "picture of another sample", () -> picture(Check.RIGHT_PICTURE)));
        keep.accept(row(Check.ANSWER, "answer of another sample", this::answer));
        keep.accept(row(Check.BATCH, base.size() + " samples", this::batch));
        keep.accept(row(Check.FINITE, Math.max(request.samples(), asked) + " samples", this::finite));
        keep.accept(row(Check.WEIGHTS, "all tensors", this::weights));
        return rows;
    }

    /** What goes wrong in one check is a failure of this check, and the others are made all the same. */
    private static Row row(Check check, String with, Work work) {
        try {
            return work.run();
        } catch (ScoringException e) {
            log.info("The check \"{}\" of a self-test failed", check.title(), e);
            return new Row(check, with, "", Verdict.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Row example() throws ScoringException {
        String with = "README pair on cars1.jpg";
        if (!OfficialExample.concerns(info)) {
            return notApplicable(Check.EXAMPLE, with, "published for the trained 7B model only");
        }
        if (request.example().isEmpty()) {
            return notApplicable(Check.EXAMPLE, with, "give its picture with --example cars1.jpg");
        }
        Optional<List<Conversation>> pair = OfficialExample.read(
                info.folder(), request.pair(), request.example().get());
        if (pair.isEmpty()) {
            return notApplicable(
                    Check.EXAMPLE,
                    with,
                    "its texts are in the model's README.md, which is not in the folder;"
                            + " give them with --example-pair");
        }
        List<Prepared> inputs = new ArrayList<>();
        for (Conversation conversation : pair.get()) {
            inputs.add(model.prepare(conversation, new InputOptions(9, options.maxLength(), true, true)));
        }
        List<Double> scores = model.scorePadded(inputs);
        String result = number(scores.get(0)) + ", " + number(scores.get(1));
        double off = Math.max(
                Math.abs(scores.get(0) - OfficialExample.PUBLISHED.get(0)),
                Math.abs(scores.get(1) - OfficialExample.PUBLISHED.get(1)));
        return off <= OfficialExample.LIMIT
                ? new Row(Check.EXAMPLE, with, result, Verdict.PASSED, "as published")
                : new Row(
                        Check.EXAMPLE,
                        with,
                        result,
                        Verdict.FAILED,
                        "published were 5.7617, -2.8457: these are not the published weights, or not this picture.");
    }

    private Row picture(Check check) throws ScoringException {
        boolean black = check == Check.PICTURE;
        String with = black ? "black picture" : "picture of another sample";
        if (!pictures) {
            return notApplicable(check, with, HAS_NO_PICTURES);
        }
        List<Conversation> changed = new ArrayList<>();
        for (int i = 0; i < set.pictures().size(); i++) {
            Conversation other = set.pictures().get((i + 1) % set.pictures().size());
            changed.add(set.pictures().get(i).withMedia(black ? List.of(set.black()) : other.media()));
        }
        return change(
                check,
                with,
                changed,
                "the model does not look at pictures; its vision weights are damaged," + " or the wrong ones.");
    }

    private Row answer() throws ScoringException {
        List<Conversation> changed = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            Conversation other = base.get((i + 1) % base.size());
            changed.add(base.get(i)
                    .withAnswer(other.turns().get(other.turns().size() - 1).text()));
        }
        return change(
                Check.ANSWER,
                "answer of another sample",
                changed,
                "the model does not read answers; its weights are" + " damaged, or the wrong ones.");
    }

    /** One of the changes must move the score: where what was changed is ignored, none does. */
    private Row change(Check check, String with, List<Conversation> changed, String otherwise) throws ScoringException {
        double largest = 0;
        for (int i = 0; i < changed.size(); i++) {
            double before = alone.get(i);
            double after = finite(changed.get(i));
            double difference = after - before;
            if (Double.isFinite(difference) && Math.abs(difference) > Math.abs(largest)) {
                largest = difference;
            }
        }
        if (alone.stream().noneMatch(Double::isFinite)) {
            throw new ScoringException("There are no scores to compare: " + firstBad.orElse("none is a number."));
        }
        return Math.abs(largest) > LIMIT
                ? new Row(check, with, number(largest), Verdict.PASSED, CHANGES)
                : new Row(check, with, number(largest), Verdict.FAILED, "changes nothing: " + otherwise);
    }

    private Row batch() throws ScoringException {
        double limit = request.options().precision() == Precision.FLOAT32 ? LIMIT : HALF_LIMIT;
        List<Prepared> inputs = new ArrayList<>();
        for (Conversation conversation : base) {
            inputs.add(model.prepare(conversation, options));
        }
        List<Double> together = model.scorePadded(inputs);
        progress.add(together.size());
        double largest = 0;
        for (int i = 0; i < base.size(); i++) {
            double difference = Math.abs(together.get(i) - alone.get(i));
            largest = difference <= largest ? largest : difference; // NaN counts as larger
        }
        String with = base.size() + " samples";
        String allowed = "limit " + (limit == LIMIT ? "0.0002" : "0.05");
        return largest <= limit
                ? new Row(Check.BATCH, with, String.format(Locale.ROOT, "%.6f", largest), Verdict.PASSED, allowed)
                : new Row(
                        Check.BATCH,
                        with,
                        String.format(Locale.ROOT, "%.6f", largest),
                        Verdict.FAILED,
                        allowed + ": a score depends on its neighbours.");
    }

    private Row finite() {
        int more = extraTexts();
        SelfTestSet.texts(TEXTS + set.pictures().size() + more).stream()
                .skip(TEXTS + set.pictures().size())
                .forEach(this::finite);
        String result = Integer.toString(bad);
        return bad == 0
                ? new Row(Check.FINITE, asked + " samples", result, Verdict.PASSED, "NaN or Inf")
                : new Row(
                        Check.FINITE,
                        asked + " samples",
                        result,
                        Verdict.FAILED,
                        "without a number: " + firstBad.orElse(""));
    }

    private int extraTexts() {
        int others = base.size() * 2 + (pictures ? set.pictures().size() * 2 : 0);
        return Math.max(0, request.samples() - others);
    }

    private Row weights() throws ScoringException {
        List<String> zero = model.zeroWeights();
        List<String> matrices =
                zero.stream().filter(name -> !name.endsWith("bias")).toList();
        String result = Integer.toString(zero.size());
        if (zero.isEmpty()) {
            return new Row(Check.WEIGHTS, "all tensors", result, Verdict.PASSED, "all zero");
        }
        return matrices.isEmpty()
                ? new Row(
                        Check.WEIGHTS, "all tensors", result, Verdict.NOTE, "all zero, but only biases: " + some(zero))
                : new Row(Check.WEIGHTS, "all tensors", result, Verdict.FAILED, "all zero: " + some(matrices) + ".");
    }

    /** The first of some names, and how many more there are. */
    static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    /** The score of a conversation by itself; NaN, counted, where there is none. */
    private double finite(Conversation conversation) {
        asked++;
        double score = Double.NaN;
        try {
            score = model.score(List.of(model.prepare(conversation, options))).get(0);
            if (!Double.isFinite(score)) {
                unusable("The model gives " + score + " instead of a score.");
            }
        } catch (ScoringException e) {
            log.info("A conversation of the self-test has no score", e);
            unusable(String.valueOf(e.getMessage()));
        }
        progress.add(1);
        return score;
    }

    private void unusable(String why) {
        bad++;
        firstBad = firstBad.isPresent() ? firstBad : Optional.of(why);
    }

    private static Row notApplicable(Check check, String with, String why) {
        return new Row(check, with, "", Verdict.NOT_APPLICABLE, why);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.6f" : "%.4f", value);
    }
}
