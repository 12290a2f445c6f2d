package winnow.viewer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text has a contrast of 4.5:1 and marks of 3:1 in both themes (WCAG 2.1, 1.4.3 and 1.4.11), from the sheets
 * themselves.
 */
class ContrastTest {

    private static final Pattern VARIABLE = Pattern.compile("(-(?:color|winnow)-[a-z0-9-]+)\\s*:\\s*([^;]+);");
    private static final double TEXT = 4.5;
    private static final double MARK = 3;

    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textIsReadable(String theme) {
        Map<String, String> colours = colours(theme);
        assertAll(Stream.of(
                        on(GROUNDS, "-color-fg-default", "-color-fg-muted", "-color-accent-fg", "-color-danger-fg"),
                        on(GROUNDS, "-winnow-keep", "-winnow-prune", "-winnow-unsure"),
                        on(List.of("-winnow-stage", "-color-accent-subtle"), "-color-fg-default", "-color-fg-muted"),
                        on(List.of("-winnow-selected"), "-color-fg-default"),
                        on(List.of("-winnow-row-selected"), "-color-fg-default", "-color-fg-muted"),
                        on(List.of("-winnow-row-selected"), "-color-danger-fg", "-color-warning-fg"),
                        on(List.of("-color-warning-subtle", "-winnow-prune-subtle"), "-color-fg-default"),
                        on(List.of("-color-danger-subtle"), "-color-fg-default", "-color-danger-fg"),
                        on(List.of("-winnow-keep-subtle"), "-winnow-keep"),
                        on(List.of("-winnow-prune-subtle"), "-winnow-prune"),
                        on(List.of("-winnow-unsure-subtle"), "-winnow-unsure"),
                        on(List.of("-color-accent-emphasis"), "-color-fg-emphasis"))
                .flatMap(List::stream)
                .map(pair -> enough(colours, pair, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void marksAreToBeSeen(String theme) {
        Map<String, String> colours = colours(theme);
        List<String> rows = List.of("-color-bg-default", "-color-bg-subtle", "-color-accent-subtle");
        assertAll(Stream.of(
                        on(rows, "-winnow-keep", "-winnow-prune", "-winnow-unsure", "-winnow-ring"),
                        on(rows, "-winnow-edge", "-winnow-ring-skip", "-color-accent-emphasis"),
                        on(List.of("-color-bg-default"), "-winnow-bar", "-winnow-series-1", "-winnow-series-2"),
                        on(List.of("-color-bg-default"), "-winnow-series-3", "-winnow-series-4", "-winnow-series-5"),
                        on(List.of("-winnow-keep", "-winnow-prune", "-winnow-unsure"), "-winnow-on-verdict"))
                .flatMap(List::stream)
                .map(pair -> enough(colours, pair, MARK)));
    }

    @Test
    void bothThemesNameTheSameColours() {
        assertTrue(ours("light").keySet().equals(ours("dark").keySet()));
    }

    @Test
    void theArithmeticIsThatOfTheStandard() {
        assertTrue(Math.abs(contrast(Color.BLACK, Color.WHITE) - 21) < 1e-9);
        assertTrue(Math.abs(contrast(Color.web("#767676"), Color.WHITE) - 4.54) < 0.005);
    }

    private record Pair(String front, String ground) {}

    private static List<Pair> on(List<String> grounds, String... fronts) {
        return grounds.stream()
                .flatMap(ground -> Stream.of(fronts).map(front -> new Pair(front, ground)))
                .toList();
    }

    private static Executable enough(Map<String, String> colours, Pair pair, double least) {
        Color window = resolve(colours, "-color-bg-default");
        Color ground = over(resolve(colours, pair.ground()), window);
        double contrast = contrast(over(resolve(colours, pair.front()), ground), ground);
        return () -> assertTrue(contrast >= least, pair + " has a contrast of " + contrast + ", not " + least);
    }

    private static Color resolve(Map<String, String> colours, String name) {
        String value = Objects.requireNonNull(colours.get(name), name);
        return value.startsWith("-") ? resolve(colours, value) : Color.web(value);
    }

    private static Color over(Color front, Color ground) {
        return ground.interpolate(Color.color(front.getRed(), front.getGreen(), front.getBlue()), front.getOpacity());
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Map<String, String> colours(String theme) {
        String primer = theme.equals("light")
                ? new PrimerLight().getUserAgentStylesheet()
                : new PrimerDark().getUserAgentStylesheet();
        Map<String, String> colours = new HashMap<>(variables(primer.replace(".bss", ".css")));
        colours.putAll(ours(theme));
        return colours;
    }

    private static Map<String, String> ours(String theme) {
        return variables("/winnow/theme/colors-" + theme + ".css");
    }

    /** The variables of the first rule, which is that of the root. */
    private static Map<String, String> variables(String resource) {
        try (InputStream sheet = Objects.requireNonNull(ContrastTest.class.getResourceAsStream(resource), resource)) {
            String text = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VARIABLE.matcher(text.substring(0, text.indexOf('}')));
            Map<String, String> variables = new HashMap<>();
            while (matcher.find()) {
                variables.put(matcher.group(1), matcher.group(2).strip());
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
