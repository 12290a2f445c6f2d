package winnow.store.format;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.parquet.ParquetColumns;
import winnow.store.parquet.ParquetTarget;

/**
 * Writes conversations as a Parquet file that {@code datasets} of Hugging Face reads: a row an answer, with the columns
 * {@code id}, {@code messages}, {@code images}, {@code videos}, {@code score} and {@code verdict}. Confined to one
 * thread.
 */
public final class ParquetChats {

    /**
     * A row.
     *
     * @param id names it among all rows of the file
     * @param turns what is said
     * @param media what is shown
     * @param score the reward, if there is one
     * @param verdict what people decided, if they did
     * @param more numbers of further columns, in their order
     */
    public record Chat(
            String id,
            List<Turn> turns,
            List<Media> media,
            OptionalDouble score,
            Optional<String> verdict,
            List<OptionalDouble> more) {

        /** A row without further columns. */
        public Chat(String id, List<Turn> turns, List<Media> media, OptionalDouble score, Optional<String> verdict) {
            this(id, turns, media, score, verdict, List.of());
        }

        public Chat {
            requireNonNull(id, "id");
            more = List.copyOf(more);
            turns = List.copyOf(turns);
            media = List.copyOf(media);
        }
    }

    /** Gives the bytes of pictures that are to stand inside of the file. */
    @FunctionalInterface
    public interface Pictures {

        /** The bytes of a picture; empty for one that is named by its path only. */
        Optional<byte[]> bytes(Media picture) throws IOException;
    }

    private static final String NUMBER = "{\"dtype\": \"float64\", \"_type\": \"Value\"}";

    private static final String TEXT = "{\"dtype\": \"string\", \"_type\": \"Value\"}";

    /** Says to {@code datasets} what the columns are; without it the pictures would be bytes. */
    private static final String FEATURES = """
            {"info": {"features": {"id": TEXT, "messages": [{"role": TEXT, "content": TEXT}],\
             "images": [{"_type": "Image"}], "videos": [TEXT], "score": NUMBER,\
             "verdict": TEXTMORE}}}""".replace("NUMBER", NUMBER).replace("TEXT", TEXT);

    private final Pictures pictures;
    private final List<String> more;
    private final ParquetTarget target;
    private final Map<String, byte[]> held = new HashMap<>();

    /**
     * Starts a file.
     *
     * @param out where to; not closed here
     * @throws IOException if {@code out} cannot be written
     */
    public ParquetChats(OutputStream out, Pictures pictures) throws IOException {
        this(out, pictures, List.of());
    }

    /**
     * Starts a file with further columns of numbers.
     *
     * @param more their names
     * @throws IOException if {@code out} cannot be written
     */
    public ParquetChats(OutputStream out, Pictures pictures, List<String> more) throws IOException {
        this.pictures = pictures;
        this.more = List.copyOf(more);
        ParquetColumns columns = new ParquetColumns()
                .text("id")
                .list("messages", message -> message.text("role").text("content"))
                .pictures("images")
                .texts("videos")
                .number("score")
                .text("verdict");
        more.forEach(columns::number);
        String features =
                more.stream().map(name -> ", \"" + name + "\": " + NUMBER).collect(Collectors.joining());
        this.target = new ParquetTarget(
                out,
                columns.layout(Map.of("huggingface", FEATURES.replace("MORE", features))),
                name -> requireNonNull(held.get(name), "A picture that is held has bytes"));
    }

    /** Writes a row. */
    public void add(Chat chat) throws IOException {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", chat.id());
        ArrayNode messages = row.putArray("messages");
        for (Turn turn : chat.turns()) {
            messages.addObject()
                    .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                    .put("content", turn.text());
        }
        ArrayNode images = row.putArray("images");
        ArrayNode videos = row.putArray("videos");
        for (Media media : chat.media()) {
            if (media.kind() == Media.Kind.VIDEO) {
                videos.add(media.path());
            } else {
                picture(images.addObject(), media);
            }
        }
        chat.score().ifPresent(score -> row.put("score", score));
        chat.verdict().ifPresent(verdict -> row.put("verdict", verdict));
        for (int i = 0; i < chat.more().size(); i++) {
            String name = more.get(i);
            chat.more().get(i).ifPresent(number -> row.put(name, number));
        }
        target.add(row);
        held.clear();
    }

    private void picture(ObjectNode image, Media media) throws IOException {
        Optional<byte[]> bytes = pictures.bytes(media);
        image.put("path", media.path());
        if (bytes.isPresent()) {
            held.put(media.path(), bytes.get());
            image.put("original_path", media.path());
        }
    }

    /** Writes the end of the file. */
    public void finish() throws IOException {
        target.finish();
    }
}
