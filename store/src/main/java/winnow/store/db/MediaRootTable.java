package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;

/** The folders the media of a dataset are looked for in. A new choice is a new row; the last one counts. */
public final class MediaRootTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    MediaRootTable(Sql sql) {
        this.sql = sql;
    }

    /** Chooses the folders of a dataset from now on. */
    public void choose(long datasetId, List<Path> folders) {
        sql.update(
                "INSERT INTO media_roots (dataset_id, folders, chosen_at) VALUES (?, ?, ?)",
                datasetId,
                toJson(folders),
                Times.now());
    }

    static String toJson(List<Path> folders) {
        try {
            return JSON.writeValueAsString(folders.stream().map(Path::toString).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> fromJson(String text) {
        try {
            return JSON.readValue(text, new TypeReference<List<String>>() {}).stream()
                    .map(Path::of)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new StoreException("The media folders of a dataset cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
