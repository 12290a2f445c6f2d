package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;

/**
 * What is known of snapshots, so that gigabytes of weights are not hashed at every start: kept by path, size and time
 * of all files of the folder. A cache file that cannot be read or written costs time only. Thread-safe.
 */
final class Fingerprints {

    private static final Logger log = LoggerFactory.getLogger(Fingerprints.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Entry(
            String name,
            String kind,
            String fingerprint,
            boolean trained,
            long bytes,
            Set<Modality> modalities,
            String weights) {

        static Entry of(ModelInfo info) {
            return new Entry(
                    info.name(),
                    info.kind(),
                    info.fingerprint(),
                    info.trained(),
                    info.bytes(),
                    info.modalities(),
                    info.weights());
        }

        ModelInfo info(Path folder) {
            return new ModelInfo(folder, name, kind, fingerprint, trained, bytes, modalities, weights);
        }

        /** Whether all is there: an older version kept less. */
        boolean complete() {
            return name != null && kind != null && fingerprint != null && modalities != null && weights != null;
        }
    }

    private final Path file;

    Fingerprints(Path file) {
        this.file = file;
    }

    /** What is known, fingerprint included; where nothing is, all files are read. */
    ModelInfo of(Path folder, RewardModelProvider provider, LongConsumer bytesDone) throws ScoringException {
        Optional<ModelInfo> known = known(folder, provider);
        if (known.isPresent()) {
            return known.get();
        }
        String key = key(folder, provider.id());
        ModelInfo info = provider.inspect(folder, bytesDone); // not alone, as it takes a while
        keep(key, Entry.of(info));
        return info;
    }

    /** What is known of a folder whose files did not change; reads none of them. */
    synchronized Optional<ModelInfo> known(Path folder, RewardModelProvider provider) throws ScoringException {
        return Optional.ofNullable(read().get(key(folder, provider.id()))).map(entry -> entry.info(folder));
    }

    private synchronized void keep(String key, Entry entry) {
        Map<String, Entry> known = read();
        known.put(key, entry);
        write(known);
    }

    private static String key(Path folder, String kind) throws ScoringException {
        MessageDigest digest = Hashes.digest();
        digest.update((kind + "\n" + folder + "\n").getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            for (Path one : all) {
                String line = folder.relativize(one) + " " + Files.size(one) + " "
                        + Files.getLastModifiedTime(one).toInstant() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ScoringException("The model folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
        }
        return Hashes.text(digest);
    }

    private Map<String, Entry> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            TreeMap<String, Entry> known =
                    JSON.readValue(Files.readString(file), new TypeReference<TreeMap<String, Entry>>() {});
            if (known != null && known.values().stream().allMatch(e -> e != null && e.complete())) {
                return known;
            }
            log.warn("{} is damaged and made again", file);
        } catch (JsonProcessingException e) {
            log.warn("{} is damaged and made again", file, e);
        } catch (IOException e) {
            log.warn("{} cannot be read; models are looked at again", file, e);
        }
        return new TreeMap<>();
    }

    private void write(Map<String, Entry> known) {
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(part, JSON.writeValueAsString(known));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn("{} cannot be written; models will be looked at again", file, e);
        }
    }
}
