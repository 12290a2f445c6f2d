package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;

/** The dataset formats that are there, plug-ins included. */
public final class Formats {

    /**
     * A dataset format.
     *
     * @param id what users type after {@code --format}
     * @param description what people call it, in one short line; its id where it is only written
     * @param reads whether Winnow reads it
     * @param writes whether Winnow writes it
     */
    public record Format(String id, String description, boolean reads, boolean writes) {

        public Format {
            requireNonNull(id, "id");
            requireNonNull(description, "description");
        }
    }

    /** All of them, by id. */
    public List<Format> all() {
        TreeMap<String, Format> formats = new TreeMap<>();
        for (DatasetReader reader : ServiceLoader.load(DatasetReader.class)) {
            formats.put(reader.id(), new Format(reader.id(), reader.description(), true, false));
        }
        for (DatasetWriter writer : ServiceLoader.load(DatasetWriter.class)) {
            formats.merge(
                    writer.id(),
                    new Format(writer.id(), writer.id(), false, true),
                    (read, written) -> new Format(read.id(), read.description(), true, true));
        }
        return List.copyOf(formats.values());
    }
}
