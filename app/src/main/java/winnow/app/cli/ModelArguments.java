package winnow.app.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.Models;
import winnow.scoring.ModelOptions;

/** The options of commands that load a model for conversations of their own. */
final class ModelArguments {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "Folder of a model snapshot, or \"default\" for the model that comes with Winnow, or"
                    + " \"demo-world\" for the one that was trained on what demo-world makes and knows nothing else.")
    private String model = Models.DEFAULT;

    @Mixin
    private LoadingOptions loading = new LoadingOptions();

    @Option(
            names = "--hd-num",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tiles one picture is cut into; changes the scores. Default: 9.")
    private Optional<Integer> hdNum = Optional.empty();

    @Option(
            names = "--max-length",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tokens of one input; what is longer is cut at the end. Default: 16384.")
    private int maxLength = ModelOptions.DEFAULT.maxLength();

    /** The model named. */
    String model() {
        return model;
    }

    /** How it is loaded and fed. */
    ModelOptions options(WinnowCommand winnow) {
        return options(winnow, ModelOptions.DEFAULT.hdNum());
    }

    /** How it is loaded and fed, with so many tiles a picture where the user did not say. */
    ModelOptions options(WinnowCommand winnow, int usualHdNum) {
        return loading.options(winnow, hdNum.orElse(usualHdNum), maxLength);
    }
}
