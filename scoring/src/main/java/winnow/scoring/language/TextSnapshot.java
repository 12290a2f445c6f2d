package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.Fingerprint;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.Weights;

/**
 * The folder of a text model, looked at but not loaded.
 *
 * @param folder of the snapshot
 * @param file its config.json
 * @param weights where its tensors are
 */
public record TextSnapshot(Path folder, SnapshotConfig file, Weights weights) {

    /** Weights are converted once when that in float32 takes less than this part of the machine's memory. */
    private static final int MEMORY_SHARE = 4;

    public TextSnapshot {
        requireNonNull(folder, "folder");
        requireNonNull(file, "file");
        requireNonNull(weights, "weights");
    }

    /**
     * Looks at a folder.
     *
     * @param overrides values that stand in for those of config.json
     * @throws ScoringException if a file is missing or unreadable; names it
     */
    public static TextSnapshot open(Path folder, Map<String, Object> overrides) throws ScoringException {
        return new TextSnapshot(folder, SnapshotConfig.read(folder, overrides), Weights.open(folder));
    }

    /** Whether config.json names an architecture. */
    public static boolean names(SnapshotConfig file, String architecture) {
        for (JsonNode name : file.json().path("architectures")) {
            if (name.asText().equals(architecture)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the config.json of a folder names an architecture; false where there is none that can be read. */
    public static boolean names(Path folder, String architecture) {
        try {
            return names(SnapshotConfig.read(folder), architecture);
        } catch (ScoringException e) {
            return false; // no config.json, or none that can be read: nothing of this kind
        }
    }

    /** Whether the machine has memory enough to convert all weights once. */
    public boolean roomy() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return weights.elements() < memory / MEMORY_SHARE / Float.BYTES;
    }

    /** The files that decide on scores, besides config.json and the vocabulary of the tokeniser. */
    private List<Path> files() {
        List<Path> files = present("tokenizer_config.json", "chat_template.jinja");
        files.addAll(weights.files());
        return files;
    }

    /** All files that decide on scores. */
    public List<Path> all() {
        List<Path> files = present("config.json", "tokenizer.model", "added_tokens.json", "tokenizer.json");
        files.addAll(files());
        return files;
    }

    private List<Path> present(String... names) {
        List<Path> files = new ArrayList<>();
        Stream.of(names).map(folder::resolve).filter(Files::isRegularFile).forEach(files::add);
        return files;
    }

    /** What is known of it without loading its weights; reads all files to the end. */
    public ModelInfo info(String kind) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        SnapshotConfig own = file.object("winnow");
        Path last = absolute.getFileName();
        return new ModelInfo(
                absolute,
                own.text("name", last == null ? absolute.toString() : last.toString()),
                kind,
                Fingerprint.of(folder, files(), bytes -> {}),
                own.flag("trained", true),
                weights.bytes(),
                EnumSet.of(Modality.TEXT),
                weights.description());
    }
}
