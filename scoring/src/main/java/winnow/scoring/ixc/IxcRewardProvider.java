package winnow.scoring.ixc;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import winnow.scoring.InputOptions;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.ModelView;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.weights.Fingerprint;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;

/** Loads snapshots of IXC-2.5-Reward: config.json, tokenizer.model and weight files (SPEC 1). */
@AutoService(RewardModelProvider.class)
public final class IxcRewardProvider implements RewardModelProvider {

    private final PictureReader reader;

    /** With the decoders of the program. */
    public IxcRewardProvider() {
        this(new MediaReader());
    }

    /** With another decoder of pictures and videos. */
    public IxcRewardProvider(PictureReader reader) {
        this.reader = reader;
    }

    @Override
    public String id() {
        return "ixc-reward";
    }

    @Override
    public boolean accepts(Path folder) {
        try {
            return IxcConfig.matches(SnapshotConfig.read(folder));
        } catch (ScoringException e) {
            return false; // no config.json, or none that can be read: nothing of this kind
        }
    }

    @Override
    public ModelInfo inspect(Path folder) throws ScoringException {
        return inspect(folder, bytes -> {});
    }

    @Override
    public ModelInfo inspect(Path folder, LongConsumer bytesDone) throws ScoringException {
        ModelInfo described = describe(folder);
        return described.withFingerprint(
                Fingerprint.of(folder, Weights.open(folder).files(), bytesDone));
    }

    @Override
    public ModelInfo describe(Path folder) throws ScoringException {
        SnapshotConfig file = config(folder);
        Weights weights = Weights.open(folder);
        IxcConfig config = IxcConfig.from(file, weights);
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(folder)) {
            IxcPrompt.check(tokenizer, config.language().vocabulary());
        }
        return new ModelInfo(
                folder.toAbsolutePath().normalize(),
                IxcConfig.name(file, folder),
                id(),
                "",
                IxcConfig.trained(file),
                weights.bytes(),
                EnumSet.allOf(Modality.class),
                weights.description());
    }

    @Override
    public List<String> unexpected(Path folder) throws ScoringException {
        Weights weights = Weights.open(folder);
        IxcConfig unused = IxcConfig.from(config(folder), weights); // asks for every tensor the model reads
        return weights.unexpected().stream().map(TensorInfo::name).toList();
    }

    @Override
    public Optional<ModelView> view(Path folder, Path file, boolean video, int pictures, InputOptions options)
            throws ScoringException {
        IxcPictures ready = new IxcPictures(VisionConfig.from(config(folder)), reader, false);
        String name = String.valueOf(file.getFileName());
        Picture picture = video || IxcInputs.isVideo(file)
                ? ready.video(name, file, options)
                : ready.picture(name, file, IxcPictures.tiles(pictures, options.hdNum()));
        return Optional.of(new ModelView(picture.pixels(), picture.rows(), picture.columns()));
    }

    private static SnapshotConfig config(Path folder) throws ScoringException {
        SnapshotConfig file = SnapshotConfig.read(folder);
        if (!IxcConfig.matches(file)) {
            throw new ScoringException(
                    folder + " is not an IXC-2.5-Reward snapshot: its config.json names another architecture.");
        }
        return file;
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        config(folder);
        return IxcReward.load(folder, options, reader);
    }
}
