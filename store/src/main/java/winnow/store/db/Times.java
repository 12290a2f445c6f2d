package winnow.store.db;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as the workspace keeps them: UTC with six decimals, so that the order of the text is the order of time. */
final class Times {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String now() {
        return text(Instant.now());
    }

    static String text(Instant time) {
        return FORMAT.format(time.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant parse(String text) {
        return Instant.parse(text);
    }

    /** Now, or a microsecond after {@code last} when the clock stands still or was set back. */
    static String after(String last, Instant now) {
        String text = text(now);
        if (last.isEmpty() || text.compareTo(last) > 0) {
            return text;
        }
        return text(parse(last).plus(1, ChronoUnit.MICROS));
    }
}
