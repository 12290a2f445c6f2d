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
import picocli.CommandLine.Option;
import winnow.app.service.Models;
import winnow.app.service.TrainService;
import winnow.app.service.TrainingConfig;
import winnow.scoring.ScoringException;
import winnow.scoring.train.Trainer;

/** {@code winnow train}: a reward model learns from pairs. */
@Command(
        name = "train",
        description = "Train a reward model of the InternLM-XComposer family on pairs. Needs no workspace. A training"
                + " that was stopped goes on when it is started again.",
        footer = {
            "",
            "The configuration is a JSON object; paths are relative to it:",
            "  model   folder of the snapshot to start from, or \"default\"",
            "  data    file of pairs, or a list of such; one named .txt lists files and numbers a line",
            "  out     folder for the trained snapshot, its metrics.csv and checkpoints",
            "Optional, with their defaults:",
            "  media_root (the folder of each file), given_num false: the numbers of a .txt are thousands of pairs,",
            "  train \"head\": or \"plora\", \"lora\", \"last:N\", \"all\"; tower and projector never learn,",
            "  lora_r 64, lora_alpha 64, dropout 0.05, margin 0, center_rewards_coefficient 0,",
            "  length_constraint 0: leave out pairs whose chosen answer is more than so many times as long,",
            "  optimizer \"adamw\": or \"sgd\", learning_rate 1e-5, adam_beta1 0.9, adam_beta2 0.95,",
            "  adam_epsilon 1e-8, weight_decay 0.1, max_grad_norm 1, warmup_ratio 0.01, num_train_epochs 1,",
            "  max_steps (by the epochs), per_device_train_batch_size 1, gradient_accumulation_steps 2,",
            "  hd_num 9, max_length 8192, seed 1, threads 0, save_steps 100.",
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
            required = true,
            description = "What to train, on what, and how; JSON, see below.")
    private Path file = Path.of("");

    private final WinnowCommand winnow;

    TrainCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        Optional<Path> shipped = Optional.of(new Models(winnow.settings()).folder(Models.DEFAULT));
        TrainingConfig.ModelFolders models = name -> name.equals(Models.DEFAULT) ? shipped : Optional.empty();
        TrainService.Report report;
        try (TerminalProgress progress = winnow.progress("Training steps")) {
            report = new TrainService().run(file, models, progress, winnow.cancel());
        }
        return winnow.print(answer(report));
    }

    private static Answer answer(TrainService.Report report) {
        Trainer.Result training = report.training();
        Map<String, Object> json = Json.object(
                "steps", training.steps(),
                "loss", training.loss(),
                "accuracy", 100 * training.accuracy(),
                "out", training.out(),
                "resumed_at", training.resumedAt(),
                "pairs", report.pairs(),
                "dropped", report.dropped());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Trained %d steps%s; over the last tenth the loss was %.4f and %.1f %% of the pairs were" + " right.",
                training.steps(),
                report.pairs() > 0 ? " on " + report.pairs() + " pairs" : "",
                training.loss(),
                100 * training.accuracy()));
        report.dropped().forEach((why, count) -> lines.add("Left out " + count + ": " + why + "."));
        lines.add("The model is " + training.out() + "; its figures are in metrics.csv there.");
        lines.add("Check it: winnow model check \"" + training.out() + "\"");
        return new Answer(Answer.DONE, json, lines);
    }
}
