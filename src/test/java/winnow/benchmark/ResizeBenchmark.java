package winnow.benchmark;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import winnow.scoring.ixc.Resampler;
import winnow.store.media.Pixels;

/** Resizing of a picture to the size of its tiles, as Pillow does it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ResizeBenchmark {

    /** Width and height. */
    @Param({"640x480", "1920x1080"})
    private String from = "640x480";

    private Pixels picture = new Pixels(1, 1, new byte[3]);

    /** Makes a picture of noise. */
    @Setup
    public void make() {
        int width = Integer.parseInt(from.substring(0, from.indexOf('x')));
        int height = Integer.parseInt(from.substring(from.indexOf('x') + 1));
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        picture = new Pixels(width, height, rgb);
    }

    /** One picture. */
    @Benchmark
    public Pixels resize() {
        return Resampler.resize(picture, 1680, 1120);
    }
}
