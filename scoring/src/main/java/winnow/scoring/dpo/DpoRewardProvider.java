package winnow.scoring.dpo;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.language.TextSnapshot;
import winnow.scoring.weights.Fingerprint;

/** Loads the implicit reward of DPO: a folder with {@code dpo.json}, which names one or two chat models. */
@AutoService(RewardModelProvider.class)
public final class DpoRewardProvider implements RewardModelProvider {

    @Override
    public String id() {
        return "dpo";
    }

    @Override
    public boolean accepts(Path folder) {
        return DpoFolder.matches(folder);
    }

    @Override
    public ModelInfo inspect(Path folder) throws ScoringException {
        DpoFolder dpo = DpoFolder.read(folder);
        List<TextSnapshot> snapshots = new ArrayList<>();
        snapshots.add(CausalModel.inspect(dpo.policy()));
        if (dpo.reference().isPresent()) {
            snapshots.add(CausalModel.inspect(dpo.reference().get()));
        }
        List<Path> files = new ArrayList<>();
        files.add(folder.resolve(DpoFolder.FILE));
        boolean trained = true;
        long bytes = 0;
        for (TextSnapshot snapshot : snapshots) {
            files.addAll(snapshot.all());
            bytes += snapshot.weights().bytes();
            trained &= snapshot.file().object("winnow").flag("trained", true);
        }
        Path absolute = folder.toAbsolutePath().normalize();
        Path last = absolute.getFileName();
        String weights = snapshots.get(0).weights().description();
        return new ModelInfo(
                absolute,
                last == null ? absolute.toString() : last.toString(),
                id(),
                Fingerprint.of(folder, files, done -> {}),
                trained,
                bytes,
                EnumSet.of(Modality.TEXT),
                dpo.reference().isPresent() ? "policy: " + weights + ", with reference" : weights);
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        return new DpoReward(DpoFolder.read(folder), options);
    }
}
