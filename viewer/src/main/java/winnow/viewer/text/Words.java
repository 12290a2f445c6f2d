package winnow.viewer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the window says, in the user's language. The English text is the key; a text without a translation stays
 * English. Never changes, so any thread may use it.
 */
public final class Words {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final char MINUS = '\u2212';
    private static final String NO_NUMBER = "\u2013";

    private final Locale locale;
    private final Properties translations;

    /**
     * Reads the translations to the language of a locale.
     *
     * @throws UncheckedIOException if the shipped translations cannot be read
     */
    public Words(Locale locale) {
        this.locale = locale;
        this.translations = read("/winnow/i18n/" + locale.getLanguage() + ".properties");
    }

    /** The language and the way to write numbers. */
    public Locale locale() {
        return locale;
    }

    /**
     * An English text in the user's language, with {@code {0}} to {@code {9}} replaced by the arguments: whole
     * numbers as {@link #number}, fractions as {@link #score}, everything else as it says of itself. Apostrophes and
     * other braces stand for themselves. A place without an argument stays.
     */
    public String tr(String english, Object... args) {
        String text = translations.getProperty(english, english);
        return args.length == 0
                ? text
                : PLACE.matcher(text).replaceAll(place -> {
                    int index = Integer.parseInt(place.group(1));
                    return Matcher.quoteReplacement(index < args.length ? written(args[index]) : place.group());
                });
    }

    /** A whole number with thousands marked and the true minus sign U+2212: {@code −12,480}. */
    public String number(long value) {
        return format("#,##0").format(value);
    }

    /**
     * A score with two decimals and the true minus sign U+2212: {@code −3.42}. Rounded half to even on the decimal
     * value; what rounds to nothing has no sign. A dash where it is not a number.
     */
    public String score(double value) {
        if (Double.isNaN(value)) {
            return NO_NUMBER;
        }
        return format("#,##0.00").format(Math.abs(value) < 0.005 ? 0.0 : value);
    }

    private String written(Object argument) {
        if (argument instanceof Integer || argument instanceof Long) {
            return number(((Number) argument).longValue());
        }
        if (argument instanceof Double || argument instanceof Float) {
            return score(((Number) argument).doubleValue());
        }
        return argument.toString();
    }

    private DecimalFormat format(String pattern) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setMinusSign(MINUS);
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format;
    }

    private static Properties read(String resource) {
        Properties translations = new Properties();
        try (InputStream stream = Words.class.getResourceAsStream(resource)) {
            if (stream != null) {
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                translations.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The translations " + resource + " cannot be read", e);
        }
        return translations;
    }
}
