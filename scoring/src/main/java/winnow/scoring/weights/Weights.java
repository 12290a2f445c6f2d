package winnow.scoring.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
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
import winnow.scoring.ScoringException;

/**
 * The tensors of a snapshot by name: one safetensors file, or several with an index (SPEC 1). Only headers are read.
 * Tensors nobody asks for are ignored (SPEC 3).
 */
public final class Weights {

    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";

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
            if (!name.matches("[^/\\\\:]+") || name.equals("..") || name.equals(".")) {
                throw new ScoringException(INDEX + " names the file \"" + name
                        + "\", which is not in the model's folder. It was not opened.");
            }
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new ScoringException(
                        name + " is missing in " + folder + ", but " + INDEX + " names it. Download it again.");
            }
            shards.put(name, Safetensors.read(file));
            files.add(file);
        }
        Map<String, TensorInfo> tensors = new TreeMap<>();
        for (Map.Entry<String, String> entry : fileOf.entrySet()) {
            TensorInfo info = shards.getOrDefault(entry.getValue(), Map.of()).get(entry.getKey());
            if (info != null) {
                tensors.put(entry.getKey(), info);
            }
        }
        return new Weights(INDEX, tensors, files);
    }

    private static Map<String, String> index(Path file) throws ScoringException {
        try {
            JsonNode map = new JsonMapper().readTree(Files.readAllBytes(file)).path("weight_map");
            if (!map.isObject() || map.isEmpty()) {
                throw new ScoringException(file.getFileName() + " has no weight_map. Download it again.");
            }
            Map<String, String> fileOf = new HashMap<>();
            map.properties().forEach(e -> fileOf.put(e.getKey(), e.getValue().asText()));
            return fileOf;
        } catch (IOException e) {
            throw new ScoringException(file.getFileName() + " is not valid JSON. Download it again.", e);
        }
    }

    /** The files that hold the weights, in order of their names. */
    public List<Path> files() {
        return files;
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
     * @throws ScoringException if it is missing, or of another shape, or of a type no model computes with, or cannot
     *     be mapped; names file,
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
        if (!info.aligned()) {
            throw new ScoringException(info.file().getFileName() + ": the data of tensor " + name + " start at byte "
                    + info.offset() + ", which is no multiple of " + info.type().bytes()
                    + ", so they cannot be mapped. Save the file again with a current safetensors library.");
        }
        return info;
    }

    private static String text(long[] shape) {
        return Arrays.toString(shape).replace("-1", "any");
    }
}
