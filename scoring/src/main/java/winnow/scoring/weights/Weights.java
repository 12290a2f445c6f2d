package winnow.scoring.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.scoring.ScoringException;

/**
 * The tensors of a snapshot by name: one safetensors file, or several with an index (SPEC 1). Only headers are read.
 * Tensors nobody asks for are ignored (SPEC 3).
 */
public final class Weights {

    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";
    private static final int MAX_SHOWN = 60;

    private final String source;
    private final Map<String, TensorInfo> tensors;
    private final List<Path> files;

    private Weights(String source, Map<String, TensorInfo> tensors, List<Path> files) {
        this.source = source;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.files = List.copyOf(files);
    }

    /**
     * Opens the weights of a snapshot; an index is preferred to a single file.
     *
     * @throws ScoringException if there are none, one of the files is missing or its header is wrong
     */
    public static Weights open(Path folder) throws ScoringException {
        if (Files.isRegularFile(folder.resolve(INDEX))) {
            return sharded(folder);
        }
        List<String> names = safetensors(folder);
        if (names.contains(SINGLE)) {
            return single(folder.resolve(SINGLE));
        }
        if (names.size() == 1) {
            return single(folder.resolve(names.get(0)));
        }
        if (!names.isEmpty()) {
            throw new ScoringException(folder + " has " + names.size() + " safetensors files but no " + INDEX
                    + ", which says what is in them. Download it beside them.");
        }
        if (Files.isRegularFile(folder.resolve("pytorch_model.bin"))
                || Files.isRegularFile(folder.resolve("pytorch_model.bin.index.json"))) {
            throw new ScoringException(folder + " has its weights as pytorch_model .bin files, which this version"
                    + " does not read. Convert them to safetensors first.");
        }
        throw new ScoringException(
                folder + " has no weights: there is neither " + SINGLE + " nor " + INDEX + " in it.");
    }

    private static List<String> safetensors(Path folder) throws ScoringException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".safetensors"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ScoringException(folder + " is not a folder that can be read.", e);
        }
    }

    private static Weights single(Path file) throws ScoringException {
        return new Weights(file.getFileName().toString(), Safetensors.read(file), List.of(file));
    }

    private static Weights sharded(Path folder) throws ScoringException {
        Map<String, String> fileOf = index(folder.resolve(INDEX));
        List<Path> files = new ArrayList<>();
        Map<String, Map<String, TensorInfo>> shards = new HashMap<>();
        for (String name : new TreeSet<>(fileOf.values())) {
            Path file = inside(folder, name);
            if (!Files.isRegularFile(file)) {
                throw new ScoringException(
                        name + " is missing in " + folder + ", but " + INDEX + " names it. Download it again.");
            }
            shards.put(name, Safetensors.read(file));
            files.add(file);
        }
        refuseTwins(shards);
        Map<String, TensorInfo> tensors = new TreeMap<>();
        for (Map.Entry<String, String> entry : fileOf.entrySet()) {
            TensorInfo info = shards.getOrDefault(entry.getValue(), Map.of()).get(entry.getKey());
            if (info != null) {
                tensors.put(entry.getKey(), info);
            }
        }
        return new Weights(INDEX, tensors, files);
    }

    /** A file an index names, which must lie in the folder itself; it may be a link, as download caches have them. */
    private static Path inside(Path folder, String name) throws ScoringException {
        try {
            if (name.matches("[^/\\\\:]{1,255}") && !name.equals("..") && !name.equals(".")) {
                return folder.resolve(name);
            }
        } catch (InvalidPathException e) {
            throw outside(name, e);
        }
        throw outside(name, null);
    }

    private static ScoringException outside(String name, @Nullable InvalidPathException cause) {
        String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
        return new ScoringException(
                INDEX + " names the file \"" + shown + "\", which is not in the model's folder. It was not opened.",
                cause);
    }

    private static void refuseTwins(Map<String, Map<String, TensorInfo>> shards) throws ScoringException {
        Map<String, String> seen = new HashMap<>();
        for (Map.Entry<String, Map<String, TensorInfo>> shard : new TreeMap<>(shards).entrySet()) {
            for (String tensor : shard.getValue().keySet()) {
                String other = seen.put(tensor, shard.getKey());
                if (other != null) {
                    throw new ScoringException(shard.getKey() + " and " + other + " both have a tensor " + tensor
                            + ", so it is not clear which one counts. Download them again.");
                }
            }
        }
    }

    private static Map<String, String> index(Path file) throws ScoringException {
        JsonNode map = JsonFile.read(file).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ScoringException(file + " has no weight_map. Download it again.");
        }
        Map<String, String> fileOf = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new ScoringException(
                        file + " names no file for tensor " + entry.getKey() + ". Download it again.");
            }
            fileOf.put(entry.getKey(), entry.getValue().textValue());
        }
        return fileOf;
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
        return "safetensors, " + files.size() + (files.size() == 1 ? " file" : " files");
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
     * A tensor that must be there.
     *
     * @param name of the tensor
     * @param shape wanted; -1 stands for any size
     * @throws ScoringException if it is missing, or of another shape, or of a type no model computes with; names file,
     *     tensor, and what was wanted and found
     */
    public TensorInfo get(String name, long... shape) throws ScoringException {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw new ScoringException(source + ": tensor " + name + " of shape " + text(shape)
                    + " is missing. This is not a complete snapshot of this kind of model.");
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

    private static String text(long[] shape) {
        return Arrays.toString(shape).replace("-1", "any");
    }
}
