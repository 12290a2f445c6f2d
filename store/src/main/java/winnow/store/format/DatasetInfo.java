package winnow.store.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Media.Kind;

/** {@code dataset_info.json}, in which LLaMA-Factory looks up what files there are and what their fields mean. */
final class DatasetInfo {

    /** Its name; LLaMA-Factory knows no other. */
    static final String NAME = "dataset_info.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DatasetInfo() {}

    /**
     * Describes files of conversations.
     *
     * @param ranking whether records are pairs
     * @param columns what fields mean: LLaMA-Factory's name and the name in the file, in turn
     * @param tags how turns are said, in the same way; none where they are said as LLaMA-Factory expects by itself
     */
    static Optional<DatasetLayout.Companion> of(
            List<DatasetLayout.Entry> entries, boolean ranking, List<String> columns, List<String> tags) {
        ObjectNode all = JSON.createObjectNode();
        for (DatasetLayout.Entry entry : entries) {
            ObjectNode info = all.putObject(entry.name().replaceFirst("\\.[^.]*$", ""));
            info.put("file_name", entry.name());
            if (ranking) {
                info.put("ranking", true);
            }
            info.put("formatting", "sharegpt");
            ObjectNode named = info.putObject("columns");
            put(named, columns);
            Map.of(Kind.IMAGE, "images", Kind.VIDEO, "videos").forEach((kind, name) -> {
                if (entry.shown().contains(kind)) {
                    named.put(name, name);
                }
            });
            if (!tags.isEmpty()) {
                put(info.putObject("tags"), tags);
            }
        }
        try {
            return Optional.of(new DatasetLayout.Companion(NAME, JSON.writeValueAsString(all) + "\n"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // never: it is made of texts
        }
    }

    private static void put(ObjectNode node, List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            node.put(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }
}
