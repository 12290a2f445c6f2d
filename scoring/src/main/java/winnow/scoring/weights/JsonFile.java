package winnow.scoring.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.scoring.ScoringException;

/** The small JSON files of a snapshot. A file of absurd size is refused before it is read. */
public final class JsonFile {

    private static final long MAX_BYTES = 8L << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * Reads a file that holds one JSON object.
     *
     * @throws ScoringException if it cannot be read, is over 8 MiB long or holds something else; names the file
     */
    public static ObjectNode read(Path file) throws ScoringException {
        try {
            long bytes = Files.size(file);
            if (!Files.isRegularFile(file) || bytes > MAX_BYTES) {
                throw new ScoringException(file + " of " + bytes + " bytes is none of a model. Download it again.");
            }
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new ScoringException(file + " is not a JSON object. Download it again.");
        } catch (JsonProcessingException e) {
            throw new ScoringException(file + " is not valid JSON. Download it again.", e);
        } catch (IOException e) {
            throw new ScoringException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
