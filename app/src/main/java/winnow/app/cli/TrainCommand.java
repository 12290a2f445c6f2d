package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.Models;
import winnow.app.service.PairOrigin;
import winnow.app.service.TrainService;
import winnow.app.service.TrainingKeys;
import winnow.scoring.ScoringException;
import winnow.scoring.train.Trainer;

/** {@code winnow train}: a reward model learns from pairs. */
@Command(
        name = "train",
        description = "Train a reward model of the InternLM-XComposer family on pairs: of files, which needs no"
                + " workspace, or those of the workspace (--from). A training that was stopped goes on when it is"
                + " started again. Beside the model are its figures, as metrics.csv and for TensorBoard.",
        footer = {
            "",
            "The configuration is a JSON object; paths are relative to it:",
            "  model   folder of the snapshot to start from, or \"default\"",
            "  data    file of pairs, or a list of such; one named .txt lists files and numbers a line",
            "  from    instead of data: \"votes\", \"labels\" or \"both\", as --from",
            "  out     folder for the trained snapshot, its metrics.csv and checkpoints",
            "Optional, with their defaults:",
            "  media_root (the folder of each file), given_num false: the numbers of a .txt are thousands of pairs,",
            "  train \"head\": or \"plora\", \"lora\", \"last:N\", \"all\"; tower and projector never learn,",
            "  lora_r 64, lora_alpha 64, dropout 0.05, margin 0, center_rewards_coefficient 0,",
            "  length_constraint 0: leave out pairs whose chosen answer is more than so many times as long,",
            "  optimizer \"adamw\": or \"sgd\", learning_rate 1e-5, adam_beta1 0.9, adam_beta2 0.95,",
            "  adam_epsilon 1e-8, weight_decay 0.1, max_grad_norm 1, warmup_ratio 0.01, num_train_epochs 1,",
            "  max_steps (by the epochs), per_device_train_batch_size 1, gradient_accumulation_steps 2,",
            "  hd_num 9, max_length 8192, seed 1, threads 0, save_steps 100,",
            "  val_size 0 (with from 0.1): share of the pairs that are only checked on, whole prompts,",
            "  eval_steps 50: steps from one check to the next,",
            "  keep \"best\": the weights of the best check come out; or \"last\",",
            "  gradient_checkpointing false: true computes layers twice and needs less memory, with the same figures,",
            "  bf16 false: true keeps what does not learn in the half precision of its file, with the same figures.",
            "",
            "A model of the demo world is trained from nothing with \"model\": a snapshot of its sizes, \"out\",",
            "\"seed\", \"workers\" 1, \"save_steps\" 250, \"questions\" 100 and a list \"stages\" of objects with",
            "\"stage\": its name, \"max_steps\", \"learning_rate\", \"rate_steps\": until it is lowest,",
            "\"tower_rate\" 0: tower and projector rest, \"pictures\" 8, \"clips\" 2, \"growing\" false,",
            "and the weights \"looking\", \"pairs\", \"points\", \"tokens\", \"reading\"."
        })
final class TrainCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "What to train, on what, and how; JSON, see below. With --from, --model and --out none is"
                    + " needed.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "votes|labels|both",
            converter = Origin.class,
            description = "Learn from pairs of the workspace: those annotators voted on, those of files that say which"
                    + " answer is better, or all, votes first. Ties and pairs of bad answers are left out.")
    private Optional<PairOrigin> from = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description = "The model to start from, instead of the one of the configuration.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the trained model, instead of the one of the configuration.")
    private Optional<Path> out = Optional.empty();

    private final WinnowCommand winnow;

    TrainCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (file.isEmpty() && (from.isEmpty() || model.isEmpty() || out.isEmpty())) {
            throw winnow.wrongUsage("train", "Name --config FILE, or all of --from, --model and --out.");
        }
        TrainingKeys keys = file.isPresent()
                ? TrainingKeys.read(file.get())
                : TrainingKeys.none(Path.of("").toAbsolutePath().resolve("train.json"));
        if (from.isPresent()) {
            keys = keys.with("from", from.get().id());
        }
        if (out.isPresent()) {
            keys = keys.with("out", out.get().toAbsolutePath().normalize().toString());
        }
        if (model.isPresent()) {
            Models models = new Models(winnow.settings());
            keys = keys.with(
                    "model",
                    ModelCommand.catalog(winnow, models).folder(model.get()).toString());
        }
        TrainingKeys all = keys;
        return all.isOfWorkspace()
                ? winnow.inWorkspace(session -> train(session.training(), all))
                : winnow.print(train(new TrainService(), all));
    }

    private Answer train(TrainService service, TrainingKeys keys) throws IOException, ScoringException {
        Models models = new Models(winnow.settings());
        try (TerminalProgress progress = winnow.progress("Training steps")) {
            return answer(service.run(keys, models::shipped, progress, winnow.cancel()));
        }
    }

    /** Names of origins. */
    static final class Origin implements ITypeConverter<PairOrigin> {
        @Override
        public PairOrigin convert(String name) {
            return PairOrigin.of(name)
                    .orElseThrow(
                            () -> new TypeConversionException("must be votes, labels or both, was \"" + name + "\""));
        }
    }

    private static Answer answer(TrainService.Report report) {
        Trainer.Result training = report.training();
        Map<String, Object> json = Json.object(
                "steps", training.steps(),
                "loss", training.loss(),
                "accuracy", 100 * training.accuracy(),
                "out", training.out(),
                "resumed_at", training.resumedAt(),
                "checked_pairs", training.check().map(Trainer.Checked::pairs).orElse(0L),
                "pairs", report.pairs(),
                "dropped", report.dropped());
        training.check().ifPresent(check -> {
            json.put("eval_loss", check.loss());
            json.put("eval_accuracy", 100 * check.accuracy());
        });
        training.kept()
                .ifPresent(kept -> json.put(
                        "kept",
                        Json.object(
                                "step", kept.step(),
                                "eval_loss", kept.loss(),
                                "eval_accuracy", 100 * kept.accuracy())));
        return new Answer(Answer.DONE, json, lines(report));
    }

    private static List<String> lines(TrainService.Report report) {
        Trainer.Result training = report.training();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Trained %d steps%s; over the last tenth the loss was %.4f and %.1f %% of the pairs were right.",
                training.steps(),
                report.pairs() > 0 ? " on " + report.pairs() + " pairs" : "",
                training.loss(),
                100 * training.accuracy()));
        training.check()
                .ifPresent(check -> lines.add(String.format(
                        Locale.ROOT,
                        "Of %d pairs it did not learn from %.1f %% were right, with a loss of %.4f.",
                        check.pairs(),
                        100 * check.accuracy(),
                        check.loss())));
        training.kept()
                .ifPresent(kept -> lines.add(String.format(
                        Locale.ROOT,
                        "The model is that after step %d, with %.1f %% of them right and a loss of %.4f.",
                        kept.step(),
                        100 * kept.accuracy(),
                        kept.loss())));
        report.dropped().forEach((why, count) -> lines.add("Left out " + count + ": " + why + "."));
        lines.add("The model is " + training.out() + "; its figures are in metrics.csv there, and for TensorBoard.");
        lines.add("Check it: winnow model check \"" + training.out() + "\"");
        return lines;
    }
}
