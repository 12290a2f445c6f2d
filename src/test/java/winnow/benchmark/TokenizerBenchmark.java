package winnow.benchmark;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import winnow.scoring.ScoringException;
import winnow.scoring.text.InternLm2Tokenizer;

/** Cutting a conversation of four hundred words into tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {

    private static final Path MODEL = Path.of("../../scoring/src/test/resources/tiny/ixc-small-safetensors");
    private static final String[] WORDS = {
        "the", "picture", "shows", "a", "pedestrian", "crossing", "on", "which", "42", "umbrellas", "stand,", "naïvely."
    };

    private String text = "";
    private AutoCloseable opened = () -> {};
    private Encoder tokenizer = words -> new int[0];

    /** Cuts a text into tokens. */
    @FunctionalInterface
    private interface Encoder {
        int[] encode(String text);
    }

    /** Loads the tokenizer. */
    @Setup
    public void load() throws ScoringException {
        InternLm2Tokenizer loaded = InternLm2Tokenizer.load(MODEL);
        opened = loaded;
        tokenizer = loaded::encode;
        text = new Random(1).ints(400, 0, WORDS.length).mapToObj(i -> WORDS[i]).collect(Collectors.joining(" "));
    }

    /** Frees it. */
    @TearDown
    public void close() throws Exception {
        opened.close();
    }

    /** One conversation. */
    @Benchmark
    public int[] encode() {
        return tokenizer.encode(text);
    }
}
