package winnow.scoring.ixc;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.text.InternLm2Tokenizer;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.Weights;
import winnow.store.media.Stills;

/** Loads snapshots of IXC-2.5-Reward: config.json, tokenizer.model and safetensors files (SPEC 1). */
@AutoService(RewardModelProvider.class)
public final class IxcRewardProvider implements RewardModelProvider {

    private static final int BUFFER_BYTES = 1 << 20;

    private final PictureReader reader;

    /** With the decoder of the program. */
    public IxcRewardProvider() {
        this(new Stills()::decode);
    }

    /** With another decoder of pictures. */
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
                fingerprint(folder, Weights.open(folder).files(), bytesDone));
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
                EnumSet.of(Modality.TEXT, Modality.IMAGE),
                weights.description());
    }

    private static SnapshotConfig config(Path folder) throws ScoringException {
        SnapshotConfig file = SnapshotConfig.read(folder);
        if (!IxcConfig.matches(file)) {
            throw new ScoringException(
                    folder + " is not an IXC-2.5-Reward snapshot: its config.json names another architecture.");
        }
        return file;
    }

    private static String fingerprint(Path folder, List<Path> weights, LongConsumer bytesDone) throws ScoringException {
        List<Path> files = new ArrayList<>();
        for (String name : new String[] {"config.json", "tokenizer.model", "added_tokens.json"}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                files.add(folder.resolve(name));
            }
        }
        files.addAll(weights);
        long done = 0;
        MessageDigest all = sha256();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                MessageDigest one = sha256();
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    one.update(buffer, 0, n);
                    done += n;
                    bytesDone.accept(done);
                }
                all.update(one.digest());
            } catch (IOException e) {
                throw new ScoringException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        config(folder);
        return IxcReward.load(folder, options, reader);
    }
}
