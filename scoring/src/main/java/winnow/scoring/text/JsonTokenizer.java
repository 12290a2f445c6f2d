package winnow.scoring.text;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchEngine;

/** The tokeniser of a {@code tokenizer.json}. Nothing is cut, padded or added. */
public final class JsonTokenizer implements TextTokenizer {

    private static final String FILE = "tokenizer.json";
    private static final long MAX_BYTES = 64L << 20;

    private final HuggingFaceTokenizer tokenizer;
    private boolean closed; // guarded by lock
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(); // nobody encodes while it is freed

    private JsonTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Loads the tokeniser of a snapshot.
     *
     * @throws ScoringException if tokenizer.json is missing or none
     */
    public static JsonTokenizer load(Path folder) throws ScoringException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ScoringException(folder + " has no " + FILE + ". Download it beside the weights.");
        }
        TorchEngine.offline();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ScoringException(file + " is far too long for a tokeniser. Download it again.");
            }
            return new JsonTokenizer(open(file));
        } catch (IOException | EngineException | LinkageError e) {
            throw new ScoringException(file + " is not a tokeniser that can be read. Download it again.", e);
        }
    }

    /** Opens a file; the native library says what is wrong with one by a bare {@link RuntimeException}. */
    @SuppressWarnings("IllegalCatch") // see above
    private static HuggingFaceTokenizer open(Path file) throws IOException {
        try {
            return HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build();
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<Token> tokens(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no half pairs
        Encoding encoding = encode(sound);
        long[] ids = encoding.getIds();
        @Nullable CharSpan[] spans = encoding.getCharTokenSpans();
        int[] units = units(sound);
        List<Token> tokens = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            CharSpan span = spans[i];
            int from = span == null ? last : units[Math.min(span.getStart(), units.length - 1)];
            int to = span == null ? last : units[Math.min(span.getEnd(), units.length - 1)];
            tokens.add(new Token(Math.toIntExact(ids[i]), from, to));
            last = to;
        }
        return tokens;
    }

    private Encoding encode(String text) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This tokeniser was closed");
            }
            return tokenizer.encode(text, false, false);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Where the n-th character, as the library counts them, starts in a string of UTF-16. */
    private static int[] units(String text) {
        int[] units = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0; i < units.length - 1; i++) {
            units[i + 1] = units[i] + Character.charCount(text.codePointAt(units[i]));
        }
        return units;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
