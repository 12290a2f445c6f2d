package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;

/** Weight files of any kind, known by what is in them and not by their names. Only their indexes are read. */
public final class WeightFiles {

    /** What is known of a file. */
    public enum Kind {
        SAFETENSORS("safetensors"),
        TORCH("PyTorch .bin");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * The index of a file.
     *
     * @param kind of the file
     * @param tensors by name
     */
    record Contents(Kind kind, Map<String, TensorInfo> tensors) {}

    private static final int HEAD_BYTES = 64;
    private static final Pattern TEXT_PICKLE = Pattern.compile("(c[A-Za-z_][\\w.]*\n|\\(?[dlp(]).*", Pattern.DOTALL);
    private static final String ZIP = "PK";

    private WeightFiles() {}

    /**
     * Reads the index of one file: of safetensors, of a PyTorch archive, or an index of several files in JSON, and
     * checks all it says against the file. Runs nothing and opens no other file.
     *
     * @return what it is, such as {@code safetensors, 12 tensors}
     * @throws ScoringException if it is none of them, is damaged or lies; one sentence that names the file
     */
    public static String examine(Path file) throws ScoringException {
        String head = head(file);
        if (head.startsWith("{") && !head.startsWith("\0", 1)) {
            return description("index", WeightIndex.read(file).fileOf().size());
        }
        Contents contents = read(file);
        return description(contents.kind.toString(), contents.tensors.size());
    }

    private static String description(String kind, int tensors) {
        return kind + ", " + tensors + (tensors == 1 ? " tensor" : " tensors");
    }

    /** Reads the index of a file that holds tensors. */
    static Contents read(Path file) throws ScoringException {
        String head = head(file);
        if (head.startsWith(ZIP)) {
            return new Contents(Kind.TORCH, TorchFile.read(file));
        }
        boolean json = head.startsWith("{", Long.BYTES); // the header of safetensors behind its length
        if (!json && (head.startsWith("\u0080") || TEXT_PICKLE.matcher(head).matches())) {
            throw new ScoringException(
                    file.getFileName() + " is a bare pickle, a program that could do anything when it"
                            + " is loaded; it was not. Get the model as safetensors, or save it again with PyTorch 1.6"
                            + " or later.");
        }
        return new Contents(Kind.SAFETENSORS, Safetensors.read(file));
    }

    private static String head(Path file) throws ScoringException {
        try (FileBytes bytes = FileBytes.open(file, "weight")) {
            ByteBuffer head = bytes.read(0, (int) Math.min(HEAD_BYTES, bytes.size()));
            return ISO_8859_1.decode(head).toString();
        }
    }
}
