package winnow.scoring.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;

/**
 * The tensors of a snapshot by name: one weight file, or several with an index (SPEC 1), safetensors or PyTorch's own
 * archives. Only their indexes are read, each once, and nothing in them is run. Confined to one thread.
 */
public final class Weights {

    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";
    private static final String TORCH_INDEX = "pytorch_model.bin.index.json";
    private static final String TORCH_SINGLE = "pytorch_model.bin";

    /** What snapshots of this family carry and scoring never uses (SPEC 3). */
    private static final Pattern KNOWN_SURPLUS = Pattern.compile(".*\\.lora_(sft|dpo|web)_[AB]\\.weight"
            + "|.*\\.rotary_emb\\.inv_freq"
            + "|.*\\.embeddings\\.position_ids"
            + "|.*\\.vision_model\\.post_layernorm\\.(weight|bias)");

    private final String source;
    private final Map<String, TensorInfo> tensors;
    private final Map<String, TensorInfo> unlisted;
    private final Map<String, String> absent;
    private final List<Path> files;
    private final WeightFiles.Kind kind;
    private final Set<String> asked = new HashSet<>();

    /** Collects what the files of a snapshot hold. */
    private static final class Collected {
        private final List<Path> files = new ArrayList<>();
        private final Map<String, TensorInfo> tensors = new TreeMap<>();
        private final Map<String, TensorInfo> unlisted = new TreeMap<>(); // in a file, but not in the index
        private final Map<String, String> absent = new TreeMap<>(); // in the index, but not in the file it names
        private WeightFiles.Kind kind = WeightFiles.Kind.SAFETENSORS;

        private WeightFiles.Contents read(Path file) throws ScoringException {
            WeightFiles.Contents contents = WeightFiles.read(file);
            files.add(file);
            kind = contents.kind();
            return contents;
        }
    }

    private Weights(String source, Collected collected) {
        this.source = source;
        this.tensors = Collections.unmodifiableMap(collected.tensors);
        this.unlisted = Collections.unmodifiableMap(collected.unlisted);
        this.absent = Collections.unmodifiableMap(collected.absent);
        this.files = List.copyOf(collected.files);
        this.kind = collected.kind;
    }

    /**
     * Opens the weights of a snapshot. Safetensors are preferred to PyTorch archives, an index to a single file.
     *
     * @throws ScoringException if there are none, one of the files is missing, damaged or asks to run something
     */
    public static Weights open(Path folder) throws ScoringException {
        if (Files.isRegularFile(folder.resolve(INDEX))) {
            return sharded(folder.resolve(INDEX));
        }
        List<String> names = weightFiles(folder);
        List<String> safetensors =
                names.stream().filter(n -> n.endsWith(".safetensors")).toList();
        if (safetensors.contains(SINGLE)) {
            return single(folder.resolve(SINGLE));
        }
        if (safetensors.size() == 1) {
            return single(folder.resolve(safetensors.get(0)));
        }
        if (!safetensors.isEmpty()) {
            throw noIndex(folder, safetensors.size() + " safetensors files", INDEX);
        }
        if (Files.isRegularFile(folder.resolve(TORCH_INDEX))) {
            return sharded(folder.resolve(TORCH_INDEX));
        }
        if (names.contains(TORCH_SINGLE)) {
            return single(folder.resolve(TORCH_SINGLE));
        }
        if (!names.isEmpty()) {
            throw noIndex(folder, names.size() + " pytorch_model .bin files", TORCH_INDEX);
        }
        throw new ScoringException(folder + " has no weights: there is neither " + SINGLE + " nor " + INDEX + " nor "
                + TORCH_SINGLE + " nor " + TORCH_INDEX + " in it.");
    }

    private static ScoringException noIndex(Path folder, String files, String index) {
        return new ScoringException(folder + " has " + files + " but no " + index
                + ", which says what is in them. Download it beside them.");
    }

    private static List<String> weightFiles(Path folder) throws ScoringException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".safetensors") || n.matches("pytorch_model.*\\.bin"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ScoringException(folder + " is not a folder that can be read.", e);
        }
    }

    private static Weights single(Path file) throws ScoringException {
        Collected collected = new Collected();
        collected.tensors.putAll(collected.read(file).tensors());
        return new Weights(String.valueOf(file.getFileName()), collected);
    }

    private static Weights sharded(Path indexFile) throws ScoringException {
        WeightIndex index = WeightIndex.read(indexFile);
        Collected collected = new Collected();
        for (String name : index.names()) {
            Path file = indexFile.resolveSibling(name);
            if (!Files.isRegularFile(file)) {
                throw new ScoringException(name + " is missing in " + indexFile.getParent() + ", but " + index.name()
                        + " names it. Download it again.");
            }
            for (TensorInfo tensor : collected.read(file).tensors().values()) {
                boolean listed = name.equals(index.fileOf().get(tensor.name()));
                refuseTwins(collected, tensor);
                (listed ? collected.tensors : collected.unlisted).put(tensor.name(), tensor);
            }
        }
        index.fileOf().forEach((tensor, name) -> {
            if (!collected.tensors.containsKey(tensor)) {
                collected.absent.put(tensor, name);
            }
        });
        return new Weights(index.name(), collected);
    }

    private static void refuseTwins(Collected collected, TensorInfo tensor) throws ScoringException {
        TensorInfo other = collected.tensors.getOrDefault(tensor.name(), collected.unlisted.get(tensor.name()));
        if (other != null) {
            throw new ScoringException(
                    tensor.file().getFileName() + " and " + other.file().getFileName()
                            + " both have a tensor " + tensor.name() + ", so it is not clear which one counts."
                            + " Download them again.");
        }
    }

    /** What says which tensors there are: the index or the only file, by name. */
    public String source() {
        return source;
    }

    /** The files that hold the weights, in order of their names. */
    public List<Path> files() {
        return files;
    }

    /** What the files are, for people, such as {@code safetensors, 2 files}. */
    public String description() {
        return kind + ", " + files.size() + (files.size() == 1 ? " file" : " files");
    }

    /** Size of the weight files, in bytes. */
    public long bytes() throws ScoringException {
        long sum = 0;
        for (Path file : files) {
            try {
                sum += Files.size(file);
            } catch (IOException e) {
                throw new ScoringException(file.getFileName() + " cannot be read.", e);
            }
        }
        return sum;
    }

    /** Number of elements of all tensors. */
    public long elements() {
        return tensors.values().stream().mapToLong(TensorInfo::count).sum();
    }

    /** Whether there is a tensor of that name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The tensors nobody has asked for with {@link #get} so far, in order of their names, but for those that snapshots
     * of this family are known to carry in vain (SPEC 3). They are ignored; but many of them, or ones that look as if
     * they counted, mean that the files belong to another model.
     */
    public List<TensorInfo> unexpected() {
        return Stream.concat(tensors.values().stream(), unlisted.values().stream())
                .filter(t -> !asked.contains(t.name()) || unlisted.containsKey(t.name()))
                .filter(t -> !KNOWN_SURPLUS.matcher(t.name()).matches())
                .sorted(Comparator.comparing(TensorInfo::name))
                .toList();
    }

    /**
     * A tensor that must be there.
     *
     * @param name of the tensor
     * @param shape wanted; -1 stands for any size
     * @throws ScoringException if it is missing, or of another shape, or of a type no model computes with; names file,
     *     tensor, and what was wanted and found
     */
    public TensorInfo get(String name, long... shape) throws ScoringException {
        asked.add(name);
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw missing(name, shape);
        }
        boolean fits = info.shape().size() == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || shape[i] == info.shape().get(i);
        }
        if (!fits) {
            throw new ScoringException(info.file().getFileName() + ": tensor " + name + " has shape " + info.shape()
                    + ", but config.json needs " + text(shape) + ".");
        }
        if (!info.type().usable()) {
            throw new ScoringException(info.file().getFileName() + ": tensor " + name + " has type " + info.type()
                    + ", but F32, F16 or BF16 is needed.");
        }
        return info;
    }

    private ScoringException missing(String name, long[] shape) {
        TensorInfo elsewhere = unlisted.get(name);
        if (elsewhere != null) {
            return new ScoringException(source + " does not say that tensor " + name + " is in "
                    + elsewhere.file().getFileName() + ", so they do not belong together. Download them again.");
        }
        String file = absent.get(name);
        if (file != null) {
            return new ScoringException(file + ": tensor " + name + " of shape " + text(shape) + " is missing, or of a"
                    + " type that is not known, but " + source + " says it is there. Download both again.");
        }
        return new ScoringException(source + ": tensor " + name + " of shape " + text(shape)
                + " is missing. This is not a complete snapshot of this kind of model.");
    }

    private static String text(long[] shape) {
        return Arrays.toString(shape).replace("-1", "any");
    }
}
