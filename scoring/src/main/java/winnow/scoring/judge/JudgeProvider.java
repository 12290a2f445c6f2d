package winnow.scoring.judge;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatEndpoint;
import winnow.scoring.weights.Fingerprint;

/** Loads judges: folders with {@code judge.json}, which names an endpoint and a model. */
@AutoService(RewardModelProvider.class)
public final class JudgeProvider implements RewardModelProvider {

    /** The override of a configuration that forbids the network, with the value true. */
    public static final String OFFLINE = "offline";

    private final JudgeFolder.Environment environment;
    private final ChatEndpoint.Pause pause;

    /** With the environment of the program and real pauses. */
    public JudgeProvider() {
        this(name -> Optional.ofNullable(System.getenv(name)), JudgeProvider::sleep);
    }

    JudgeProvider(JudgeFolder.Environment environment, ChatEndpoint.Pause pause) {
        this.environment = environment;
        this.pause = pause;
    }

    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    @Override
    public String id() {
        return "judge";
    }

    @Override
    public boolean accepts(Path folder) {
        return JudgeFolder.matches(folder);
    }

    /** {@inheritDoc} Asks nobody: the endpoint is not looked at. */
    @Override
    public ModelInfo inspect(Path folder) throws ScoringException {
        JudgeFolder judge = JudgeFolder.read(folder);
        Path absolute = folder.toAbsolutePath().normalize();
        return new ModelInfo(
                absolute,
                judge.model(),
                id(),
                Fingerprint.of(folder, List.of(folder.resolve(JudgeFolder.FILE)), bytes -> {}),
                true,
                0,
                EnumSet.of(Modality.TEXT, Modality.IMAGE),
                "at " + judge.endpoint());
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        JudgeFolder judge = JudgeFolder.read(folder);
        if (Boolean.TRUE.equals(options.configOverrides().get(OFFLINE))) {
            throw new ScoringException("The judge of " + folder + " is asked over the network at " + judge.endpoint()
                    + ", which --offline forbids. Leave --offline away, or choose a model on this machine.");
        }
        return new JudgeModel(judge, options, new ChatEndpoint(judge.target(), judge.key(environment), pause));
    }
}
