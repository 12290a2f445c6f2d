package winnow.scoring.ixc;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a snapshot learns; tower and projector never do (SPEC 12). The score head always does.
 *
 * @param kind which part
 * @param layers how many of the last layers, for {@link Kind#LAST}
 */
public record TrainedPart(Kind kind, int layers) {

    private static final Pattern LAST = Pattern.compile("last:([1-9]\\d{0,3})");
    private static final Pattern LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\..*");
    private static final String SCORE = "score.weight";

    /** Which part. */
    public enum Kind {
        /** The score head alone. */
        HEAD,
        /** PLoRA on picture rows, and the head. */
        PLORA,
        /** New LoRA matrices on the five products of every layer, and the head; merged when saved. */
        LORA,
        /** The last layers, the last norm and the head. */
        LAST,
        /** The whole language model, PLoRA, the marks of pictures, embeddings and the head. */
        ALL
    }

    /** The part of a name: {@code head}, {@code plora}, {@code lora}, {@code last:N} or {@code all}. */
    public static Optional<TrainedPart> of(String name) {
        Matcher last = LAST.matcher(name);
        if (last.matches()) {
            return Optional.of(new TrainedPart(Kind.LAST, Integer.parseInt(last.group(1))));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.LAST && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(new TrainedPart(kind, 0));
            }
        }
        return Optional.empty();
    }

    /** Whether a weight of the snapshot learns. */
    boolean learns(String weight, int allLayers) {
        if (weight.equals(SCORE)) {
            return true;
        }
        return switch (kind) {
            case HEAD, LORA -> false;
            case PLORA -> weight.contains(".Plora_");
            case LAST -> weight.equals("model.norm.weight") || layer(weight) >= allLayers - layers;
            case ALL -> true;
        };
    }

    private static int layer(String weight) {
        Matcher layer = LAYER.matcher(weight);
        return layer.matches() ? Integer.parseInt(layer.group(1)) : -1;
    }
}
