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

    /** Writes by hand what Jackson would make of this record: an import spends its time here. */
    String toJson() {
        StringBuilder out = new StringBuilder(length());
        out.append("{\"turns\":[");
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            out.append(i == 0 ? "{\"role\":\"" : ",{\"role\":\"")
                    .append(turn.role().name());
            out.append("\",\"text\":");
            quote(turn.text(), out);
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
