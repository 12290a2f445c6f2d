package winnow.store.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures Winnow decodes, told by the first bytes of a file, never by its name. */
enum PictureKind {
    JPEG,
    PNG,
    GIF,
    BMP,
    WEBP;

    /** How many bytes {@link #of} needs to see. */
    static final int HEAD = 12;

    /** The kind of a file that starts with these bytes; empty if it is none of them. */
    static Optional<PictureKind> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(kind -> kind.starts(text)).findFirst();
    }

    private boolean starts(String text) {
        return switch (this) {
            case JPEG -> text.startsWith("\u00FF\u00D8\u00FF");
            case PNG -> text.startsWith("\u0089PNG\r\n\u001A\n");
            case GIF -> text.startsWith("GIF87a") || text.startsWith("GIF89a");
            case BMP -> text.startsWith("BM");
            case WEBP -> text.startsWith("RIFF") && text.startsWith("WEBP", 8);
        };
    }
}
