package winnow.scoring.text;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpProcessor;
import ai.djl.sentencepiece.SpTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.JsonFile;

/**
 * The tokeniser of InternLM2 (SPEC 4): text is cut at the literal special strings, which map directly to ids, and every
 * piece between them is encoded by SentencePiece on its own. Special strings count inside user content too.
 * Thread-safe; holds native memory until closed.
 */
public final class InternLm2Tokenizer implements AutoCloseable {

    private static final String MODEL = "tokenizer.model";
    private static final long MAX_BYTES = 64L << 20;
    private static final String ADDED = "added_tokens.json";
    /** The six added tokens are other spellings of these pieces. */
    private static final Map<String, String> PIECE_OF = Map.of(
            "<|plugin|>", "[UNUSED_TOKEN_141]",
            "<|interpreter|>", "[UNUSED_TOKEN_142]",
            "<|action_end|>", "[UNUSED_TOKEN_143]",
            "<|action_start|>", "[UNUSED_TOKEN_144]",
            "<|im_end|>", "[UNUSED_TOKEN_145]",
            "<|im_start|>", "[UNUSED_TOKEN_146]");

    private final SpTokenizer owner;
    private final SpProcessor pieces;
    private final Map<String, Integer> special;
    private final Pattern cut;
    private boolean closed; // guarded by lock
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(); // nobody encodes while it is freed

    private InternLm2Tokenizer(SpTokenizer owner, Map<String, Integer> special) {
        this.owner = owner;
        this.pieces = owner.getProcessor();
        this.special = Map.copyOf(special);
        this.cut = Pattern.compile(special.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed()) // the longest where several fit
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /**
     * Loads the tokeniser of a snapshot.
     *
     * @throws ScoringException if tokenizer.model is missing or none, or lacks the pieces the wrapper needs
     */
    public static InternLm2Tokenizer load(Path folder) throws ScoringException {
        Path file = folder.resolve(MODEL);
        if (!Files.isRegularFile(file)) {
            throw new ScoringException(folder + " has no " + MODEL + ". Download it beside the weights.");
        }
        SpTokenizer owner;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ScoringException(file + " is far too long for a tokeniser. Download it again.");
            }
            owner = new SpTokenizer(Files.readAllBytes(file));
        } catch (IOException | EngineException | IllegalStateException | LinkageError e) {
            throw new ScoringException(file + " is not a SentencePiece model that can be read.", e);
        }
        try {
            return new InternLm2Tokenizer(owner, special(folder, owner.getProcessor()));
        } catch (ScoringException e) {
            owner.close();
            throw e;
        }
    }

    private static Map<String, Integer> special(Path folder, SpProcessor pieces) throws ScoringException {
        Map<String, Integer> special = new LinkedHashMap<>();
        for (String control : new String[] {"<unk>", "<s>", "</s>"}) {
            special.put(control, id(pieces, control));
        }
        Path file = folder.resolve(ADDED);
        if (Files.exists(file)) {
            for (Map.Entry<String, JsonNode> added : JsonFile.read(file).properties()) {
                if (added.getKey().isEmpty() || !added.getValue().isInt()) {
                    throw new ScoringException(file + ": \"" + added.getKey() + "\" must be a token with a number, was "
                            + added.getValue() + ". Download it again.");
                }
                special.put(added.getKey(), added.getValue().intValue());
            }
        }
        for (Map.Entry<String, String> entry : PIECE_OF.entrySet()) {
            if (!special.containsKey(entry.getKey())) {
                special.put(entry.getKey(), id(pieces, entry.getValue()));
            }
        }
        return special;
    }

    private static int id(SpProcessor pieces, String piece) throws ScoringException {
        int id = pieces.getId(piece);
        if (id < 0 || !piece.equals(pieces.getToken(id))) {
            throw new ScoringException(MODEL + " has no piece " + piece + ". It is not the tokeniser of InternLM2.");
        }
        return id;
    }

    /** The ids of the strings at which text is cut. */
    public Collection<Integer> specialIds() {
        return special.values();
    }

    /**
     * The id of a piece or of a special string.
     *
     * @throws ScoringException if the tokeniser has no such piece
     */
    public int id(String piece) throws ScoringException {
        Integer id = special.get(piece);
        if (id != null) {
            return id;
        }
        lock.readLock().lock();
        try {
            checkOpen();
            return id(pieces, piece);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Tokenises a text; neither a beginning nor an end mark is added. Half surrogate pairs, which are no characters,
     * are read as question marks.
     */
    public int[] encode(String text) {
        IntStream.Builder ids = IntStream.builder();
        cut(
                text,
                (piece, from) -> {
                    for (int id : piece(piece)) {
                        ids.add(id);
                    }
                },
                (id, from, to) -> ids.add(id));
        return ids.build().toArray();
    }

    /** The same tokens, each with its place in the text; together they cover it without gaps. */
    public List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        cut(
                text,
                (piece, from) -> {
                    int[] ids = piece(piece);
                    TokenSpans spans = new TokenSpans(piece, from);
                    for (int id : ids) {
                        tokens.add(spans.next(id, spelling(id)));
                    }
                },
                (id, from, to) -> tokens.add(new Token(id, from, to)));
        return tokens;
    }

    /** Takes a stretch of text that holds no special string, and where it starts. */
    @FunctionalInterface
    private interface Stretch {
        void accept(String piece, int from);
    }

    /** Takes the token of a special string. */
    @FunctionalInterface
    private interface Special {
        void accept(int id, int from, int to);
    }

    private void cut(String text, Stretch stretch, Special mark) {
        Matcher matcher = cut.matcher(text);
        int from = 0;
        while (matcher.find()) {
            stretch.accept(text.substring(from, matcher.start()), from);
            mark.accept(special.getOrDefault(matcher.group(), 0), matcher.start(), matcher.end());
            from = matcher.end();
        }
        stretch.accept(text.substring(from), from);
    }

    private int[] piece(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        lock.readLock().lock();
        try {
            checkOpen();
            return pieces.encode(sound);
        } finally {
            lock.readLock().unlock();
        }
    }

    private String spelling(int id) {
        lock.readLock().lock();
        try {
            checkOpen();
            return pieces.getToken(id);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This tokeniser was closed");
        }
    }

    /** Frees the native memory. The tokeniser cannot be used afterwards. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                owner.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
