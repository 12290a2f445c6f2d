package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Turn;

/** What is said and shown, as the column {@code body} has it. */
record Body(List<Turn> turns, List<Media> media) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FRAME = 48; // characters around a text, at most

    static Body parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Body.class);
    }

    /**
     * The columns of a sample.
     *
     * @param json what is said and shown
     * @param raw the record, {@linkplain RepeatedText without} what stands in that JSON
     */
    record Stored(String json, String raw) {

        /**
         * The record as it stood in the file.
         *
         * @throws StoreException if this cannot have been stored
         */
        String record(long sampleId) {
            try {
                return RepeatedText.whole(raw, json);
            } catch (IllegalArgumentException e) {
                throw new StoreException("Sample " + sampleId + " in the workspace is damaged: " + e.getMessage(), e);
            }
        }
    }

    /** What is stored of this and of the record it was read from. */
    Stored stored(String raw) {
        int[] stretches = new int[2 * turns.size()];
        String json = toJson(stretches);
        return new Stored(json, RepeatedText.cut(raw, json, stretches));
    }

    /** All of it as JSON. */
    String toJson() {
        return toJson(new int[2 * turns.size()]);
    }

    /**
     * Writes by hand what Jackson would make of this record: an import spends its time here.
     *
     * @param stretches filled with start and end of each turn's text, its quotation marks included
     */
    private String toJson(int[] stretches) {
        StringBuilder out = new StringBuilder(length());
        out.append("{\"turns\":[");
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            out.append(i == 0 ? "{\"role\":\"" : ",{\"role\":\"")
                    .append(turn.role().name());
            out.append("\",\"text\":");
            stretches[2 * i] = out.length();
            quote(turn.text(), out);
            stretches[2 * i + 1] = out.length();
            out.append('}');
        }
        out.append("],\"media\":[");
        for (int i = 0; i < media.size(); i++) {
            Media one = media.get(i);
            out.append(i == 0 ? "{\"kind\":\"" : ",{\"kind\":\"")
                    .append(one.kind().name());
            out.append("\",\"path\":");
            quote(one.path(), out);
            out.append('}');
        }
        return out.append("]}").toString();
    }

    private int length() {
        int length = FRAME;
        for (Turn turn : turns) {
            length += turn.text().length() + FRAME;
        }
        for (Media one : media) {
            length += one.path().length() + FRAME;
        }
        return length;
    }

    /** Appends whole stretches between the characters that JSON wants escaped. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each == '"' || each == '\\') {
                out.append(text.substring(from, i)); // copied at once, which ranges are not
                escape(each, out);
                from = i + 1;
            }
        }
        out.append(text.substring(from)).append('"');
    }

    private static void escape(char each, StringBuilder out) {
        switch (each) {
            case '"', '\\' -> out.append('\\').append(each);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HexFormat.of().toHexDigits((byte) each));
        }
    }
}
