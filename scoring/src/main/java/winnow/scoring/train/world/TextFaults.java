package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Faults that can be put into any answer, in the demo world and in data of users alike. */
public final class TextFaults {

    private static final List<String> OFF_TOPIC = List.of(
            "Water boils at one hundred degrees.",
            "The train leaves at noon.",
            "My sister plays the piano.",
            "Bread is made from flour.",
            "The meeting was moved to Friday.",
            "Owls hunt at night.",
            "He forgot his keys again.",
            "Spring comes after winter.",
            "The river is very deep here.",
            "Please close the door.",
            "They won the final game.",
            "Rice grows in wet fields.",
            "The museum opens on Sunday.",
            "She writes a letter every week.",
            "Gold is heavier than iron.",
            "The soup needs more salt.");
    private static final List<String> FOREIGN = List.of(
            "Das Wetter war gestern sehr sch\u00f6n.",
            "Ich habe das Buch noch nicht gelesen.",
            "Der Zug kommt heute etwas sp\u00e4ter an.",
            "Wir fahren im Sommer ans Meer.",
            "Il fait froid ce matin dans la ville.",
            "Nous avons mang\u00e9 chez nos amis.",
            "Le magasin ferme \u00e0 huit heures.",
            "Elle apprend le piano depuis un an.",
            "La puerta estaba abierta toda la noche.",
            "Ma\u00f1ana vamos a visitar a la abuela.",
            "El perro duerme debajo de la mesa.",
            "No tengo tiempo para leer hoy.");

    private TextFaults() {}

    /** A sentence about something else. */
    static String offTopic(RandomGenerator random) {
        return Draw.one(OFF_TOPIC, random);
    }

    /** A text in another language than English, about as long as a given one. */
    public static String foreign(String like, RandomGenerator random) {
        StringBuilder text = new StringBuilder(Draw.one(FOREIGN, random));
        while (text.length() < like.length()) {
            text.append(' ').append(Draw.one(FOREIGN, random));
        }
        return text.toString();
    }

    /** The beginning of a text of two words or more, cut after a word; empty where there is nothing to cut. */
    public static Optional<String> truncated(String text, RandomGenerator random) {
        List<String> words = words(text);
        if (words.size() < 2) {
            return Optional.empty();
        }
        int kept = random.nextInt(Math.max(1, words.size() / 4), words.size());
        String cut = String.join(" ", words.subList(0, kept)).replaceAll("[.!?,;:]+$", "");
        return cut.isBlank() ? Optional.empty() : Optional.of(cut);
    }

    /** The words in another order, or words with their letters in another order; empty where that changes nothing. */
    public static Optional<String> garbled(String text, RandomGenerator random) {
        List<String> words = words(text);
        boolean letters = random.nextBoolean();
        for (int attempt = 0; attempt < 20; attempt++) {
            List<String> mixed =
                    letters ? words.stream().map(word -> mixed(word, random)).toList() : Draw.shuffled(words, random);
            if (!mixed.equals(words)) {
                return Optional.of(String.join(" ", mixed));
            }
        }
        return Optional.empty();
    }

    private static String mixed(String word, RandomGenerator random) {
        List<String> letters = new ArrayList<>();
        word.codePoints().forEach(letter -> letters.add(Character.toString(letter)));
        return String.join("", Draw.shuffled(letters, random));
    }

    /** A text said twice; empty where there is none. */
    public static Optional<String> repeated(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text + " " + text);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }
}
