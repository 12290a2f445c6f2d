package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * An imported file, known everywhere by the SHA-256 of its source.
 *
 * @param id its number in the workspace
 * @param name what people call it: the file name without its ending
 * @param source the file it was imported from, absolute
 * @param format id of the reader that read it
 * @param sha256 hash of the source at the time of the import, 64 hexadecimal digits
 * @param mediaRoots the folders its media are looked for in, absolute, in this order
 * @param records how many records the file has
 * @param imported how many samples came of them
 * @param rejected how many records could not be read
 * @param importedAt when
 */
public record Dataset(
        long id,
        String name,
        Path source,
        String format,
        String sha256,
        List<Path> mediaRoots,
        long records,
        long imported,
        long rejected,
        Instant importedAt) {

    public Dataset {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(format, "format");
        requireNonNull(sha256, "sha256");
        requireNonNull(importedAt, "importedAt");
        mediaRoots = List.copyOf(mediaRoots);
    }
}
