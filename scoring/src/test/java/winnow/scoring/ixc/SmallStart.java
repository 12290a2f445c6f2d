package winnow.scoring.ixc;

import java.io.IOException;
import java.nio.file.Path;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.internlm2.RopeScaling;

/** A snapshot to begin a training from that is small enough for a test: tiles of 112 pixels, words of the demo world. */
public final class SmallStart {

    private static final int PIECES = 3290;

    private SmallStart() {}

    /** Writes it. */
    public static void write(Path folder) throws IOException {
        InternLm2Config language = new InternLm2Config(
                PIECES, 32, 64, 2, 4, 2, false, 1e-5, new InternLm2Config.Rope(1e4, 24576, RopeScaling.NONE));
        VisionConfig vision = new VisionConfig(32, 64, 2, 2, 112, 1e-5);
        new RandomSnapshot("small start", new IxcConfig(language, vision), 4, 1)
                .write(
                        folder,
                        RandomSnapshot.TokenizerFiles.in(Path.of("../resources/demo/world")),
                        Long.MAX_VALUE,
                        done -> {});
    }
}
