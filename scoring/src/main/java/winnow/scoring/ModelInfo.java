package winnow.scoring;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is known of a snapshot without loading its weights.
 *
 * @param folder where it is, absolute
 * @param name what people call it: the folder's name, or the name its configuration gives
 * @param kind id of the provider that loads it
 * @param fingerprint SHA-256 over configuration, tokenizer and weights, 64 hexadecimal digits; empty while they were
 *     not read, which takes a while for gigabytes
 * @param trained false when its configuration says that the weights are random
 * @param bytes size of its weights on disk
 * @param modalities what it can judge
 * @param weights what its weight files are, in a word or two, such as {@code safetensors, 2 files}
 */
public record ModelInfo(
        Path folder,
        String name,
        String kind,
        String fingerprint,
        boolean trained,
        long bytes,
        Set<Modality> modalities,
        String weights) {

    public ModelInfo {
        requireNonNull(folder, "folder");
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(weights, "weights");
        modalities = Set.copyOf(modalities);
    }

    /** The same with its fingerprint. */
    public ModelInfo withFingerprint(String known) {
        return new ModelInfo(folder, name, kind, known, trained, bytes, modalities, weights);
    }
}
