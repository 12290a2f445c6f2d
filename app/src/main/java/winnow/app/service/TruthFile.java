package winnow.app.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which records of a data file are known to be bad, and how: {@code {"<record position>": "<defect kind>"}}, positions
 * from 0; clean records are absent.
 *
 * @param file where that was read
 * @param kinds the kind of defect by record
 */
public record TruthFile(Path file, Map<Long, String> kinds) {

    public TruthFile {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or says something else; the message names file and entry
     */
    public static TruthFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The file of truth " + file + " does not exist.");
        }
        JsonFactory json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        Map<Long, String> kinds = new TreeMap<>();
        try (JsonParser parser = json.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(file, "it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String record = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (!record.matches("\\d{1,18}") || !text || parser.getText().isBlank()) {
                    throw wrong(file, "the entry \"" + record + "\" is something else");
                }
                kinds.put(Long.parseLong(record), parser.getText());
            }
            if (parser.nextToken() != null) {
                throw wrong(file, "something follows the object");
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not valid JSON: " + e.getOriginalMessage() + ", line "
                            + e.getLocation().getLineNr() + ".",
                    e);
        }
        return new TruthFile(file, kinds);
    }

    private static IOException wrong(Path file, String what) {
        return new IOException(
                file + " does not say which records are bad: " + what + ". Expected {\"12\": \"truncated\", …}.");
    }
}
