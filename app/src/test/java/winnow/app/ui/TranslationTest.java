package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.app.ui.review.Reason;

/** Every sentence of the window has a Korean one, and no Korean sentence is left over. */
class TranslationTest {

    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../viewer/src/main/java"));
    private static final Pattern TR =
            Pattern.compile("\\btr\\(\\s*(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void everySentenceIsTranslated() throws IOException {
        Set<String> missing = said();
        missing.removeAll(korean().stringPropertyNames());

        assertEquals(Set.of(), missing);
    }

    @Test
    void noTranslationIsLeftOver() throws IOException {
        Set<String> unused = new TreeSet<>(korean().stringPropertyNames());
        unused.removeAll(said());

        assertEquals(Set.of(), unused);
    }

    @Test
    void translationsKeepEveryPlaceholder() throws IOException {
        Properties korean = korean();

        Set<String> broken = new TreeSet<>();
        for (String english : korean.stringPropertyNames()) {
            if (!placeholders(english).equals(placeholders(korean.getProperty(english)))) {
                broken.add(english);
            }
        }

        assertEquals(Set.of(), broken);
    }

    /** What is given to {@code tr} as it stands, and the reasons, which are given to it from their list. */
    private static Set<String> said() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher call = TR.matcher(Files.readString(file));
                    while (call.find()) {
                        StringBuilder text = new StringBuilder();
                        Matcher part = LITERAL.matcher(call.group(1));
                        while (part.find()) {
                            text.append(part.group(1));
                        }
                        said.add(text.toString().translateEscapes());
                    }
                }
            }
        }
        assertTrue(said.size() > 100, "The sources were not found");
        for (Reason reason : Reason.ALL) {
            said.add(reason.button());
            said.add(reason.stored());
        }
        return said;
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties korean() throws IOException {
        Properties korean = new Properties();
        try (InputStream in =
                Objects.requireNonNull(TranslationTest.class.getResourceAsStream("/winnow/i18n/ko.properties"))) {
            korean.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return korean;
    }
}
