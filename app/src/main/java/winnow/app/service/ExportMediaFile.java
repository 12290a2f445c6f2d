package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code media.jsonl}, the list of pictures and videos that came with an export. */
final class ExportMediaFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A picture or video that came with an export.
     *
     * @param path where in the folder of the export
     * @param sha256 64 hexadecimal digits
     * @param source the file it was made of
     */
    record Line(String path, String sha256, String source) {}

    /** Does something with each file of the list. */
    interface Each {
        void file(Line line) throws IOException;
    }

    private ExportMediaFile() {}

    /** Goes through the files of a list; what was not found for the export is passed over. */
    static void forEach(Path list, Each each) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(list, StandardCharsets.UTF_8);
                MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                if (line.path("path").isTextual() && line.path("sha256").isTextual()) {
                    each.file(new Line(
                            line.path("path").asText(),
                            line.path("sha256").asText(),
                            line.path("source").asText()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    list + " is not a list Winnow wrote, so nothing in its folder is overwritten."
                            + " Choose another folder.",
                    e);
        }
    }
}
