package winnow.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import winnow.scoring.ScoringException;

/** A model that comes with Winnow: files on the class path, unpacked once into the user's cache. Thread-safe. */
final class ShippedModel {

    private static final String LIST = "files.txt";

    private final String resources;
    private final Path cache;

    /**
     * A model on the class path.
     *
     * @param resources folder on the class path, with a file {@code files.txt} that names the others, one a line
     * @param cache folder to unpack into
     */
    ShippedModel(String resources, Path cache) {
        this.resources = resources;
        this.cache = cache;
    }

    /** The folder it is unpacked in, unpacking it first where needed. */
    synchronized Path folder() throws ScoringException {
        try {
            List<String> names = names();
            Path target = cache.resolve("default-" + hash(names));
            if (!isComplete(target, names)) {
                unpack(target, names);
            }
            return target;
        } catch (IOException e) {
            throw new ScoringException(
                    "The model that comes with Winnow cannot be unpacked into " + cache
                            + ". Make room and the folder writable, or name another one in WINNOW_HOME. ("
                            + Sentence.of(e).orElse("") + ")",
                    e);
        }
    }

    private List<String> names() throws IOException {
        try (InputStream in = open(LIST)) {
            List<String> names = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals(LIST))
                    .toList();
            for (String name : names) {
                if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
                    throw new IOException("its list of files names \"" + name + "\"");
                }
            }
            if (names.isEmpty()) {
                throw new IOException("its list of files is empty");
            }
            return names;
        }
    }

    private String hash(List<String> names) throws IOException {
        MessageDigest digest = Hashes.digest();
        for (String name : names) {
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(open(name), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return Hashes.text(digest).substring(0, 16);
    }

    private boolean isComplete(Path target, List<String> names) throws IOException {
        for (String name : names) {
            Path file = target.resolve(name);
            if (!Files.isRegularFile(file)) {
                return false;
            }
            try (InputStream in = open(name)) {
                if (Files.size(file) != in.transferTo(java.io.OutputStream.nullOutputStream())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void unpack(Path target, List<String> names) throws IOException {
        Files.createDirectories(cache);
        Path part = cache.resolve("part-" + UUID.randomUUID());
        try {
            Files.createDirectory(part);
            for (String name : names) {
                try (InputStream in = open(name)) {
                    Files.copy(in, part.resolve(name));
                }
            }
            Folders.delete(target); // what an interrupted or changed unpacking left
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                if (!isComplete(target, names)) { // else another Winnow was faster
                    throw e;
                }
            }
        } finally {
            Folders.delete(part);
        }
    }

    private InputStream open(String name) throws IOException {
        InputStream in = ShippedModel.class.getResourceAsStream(resources + "/" + name);
        if (in == null) {
            throw new IOException("this installation does not contain its file " + name);
        }
        return in;
    }
}
