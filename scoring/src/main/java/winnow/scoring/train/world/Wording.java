package winnow.scoring.train.world;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Claims in words of a language. */
enum Wording {
    ENGLISH,
    GERMAN,
    FRENCH;

    private static final List<String> ENGLISH_NUMBERS = List.of("one", "two", "three", "four");
    private static final List<String> GERMAN_NUMBERS = List.of("ein", "zwei", "drei", "vier");
    private static final List<String> FRENCH_NUMBERS = List.of("un", "deux", "trois", "quatre");
    private static final Map<String, String> GERMAN_WORDS = Map.ofEntries(
            Map.entry("red", "rot"),
            Map.entry("green", "gr\u00fcn"),
            Map.entry("blue", "blau"),
            Map.entry("yellow", "gelb"),
            Map.entry("orange", "orange"),
            Map.entry("purple", "lila"),
            Map.entry("brown", "braun"),
            Map.entry("black", "schwarz"),
            Map.entry("circle", "Kreis"),
            Map.entry("square", "Quadrat"),
            Map.entry("triangle", "Dreieck"),
            Map.entry("cross", "Kreuz"),
            Map.entry("ring", "Ring"),
            Map.entry("big", "gro\u00df"),
            Map.entry("small", "klein"),
            Map.entry("moves left", "bewegt sich nach links"),
            Map.entry("moves right", "bewegt sich nach rechts"),
            Map.entry("moves up", "bewegt sich nach oben"),
            Map.entry("moves down", "bewegt sich nach unten"),
            Map.entry("gets bigger", "wird gr\u00f6\u00dfer"),
            Map.entry("gets smaller", "wird kleiner"));
    private static final Map<String, String> FRENCH_WORDS = Map.ofEntries(
            Map.entry("red", "rouge"),
            Map.entry("green", "vert"),
            Map.entry("blue", "bleu"),
            Map.entry("yellow", "jaune"),
            Map.entry("orange", "orange"),
            Map.entry("purple", "violet"),
            Map.entry("brown", "brun"),
            Map.entry("black", "noir"),
            Map.entry("circle", "cercle"),
            Map.entry("square", "carr\u00e9"),
            Map.entry("triangle", "triangle"),
            Map.entry("cross", "croix"),
            Map.entry("ring", "anneau"),
            Map.entry("big", "grand"),
            Map.entry("small", "petit"),
            Map.entry("moves left", "va vers la gauche"),
            Map.entry("moves right", "va vers la droite"),
            Map.entry("moves up", "monte"),
            Map.entry("moves down", "descend"),
            Map.entry("gets bigger", "grandit"),
            Map.entry("gets smaller", "r\u00e9tr\u00e9cit"));

    /** A language that is not English. */
    static Wording foreign(RandomGenerator random) {
        return random.nextBoolean() ? GERMAN : FRENCH;
    }

    /** A claim as a sentence. */
    String of(Claim claim) {
        return switch (this) {
            case ENGLISH -> english(claim);
            case GERMAN -> german(claim);
            case FRENCH -> french(claim);
        };
    }

    private static String english(Claim claim) {
        if (claim instanceof Claim.Count count) {
            String number = ENGLISH_NUMBERS.get(count.number() - 1);
            return count.number() == 1 ? "There is " + number + " object." : "There are " + number + " objects.";
        } else if (claim instanceof Claim.Coloured coloured) {
            Thing thing = coloured.thing();
            return "The " + thing.sizeWord() + " " + thing.shape().word() + " is "
                    + thing.colour().word() + ".";
        } else if (claim instanceof Claim.Listing listing) {
            String things = listing.things().stream().map(Thing::words).collect(Collectors.joining(", "));
            return "There is " + things + ".";
        } else if (claim instanceof Claim.Value value) {
            return "Bar " + value.letter() + " has the value " + value.value() + ".";
        } else if (claim instanceof Claim.Says says) {
            return "The sign says " + says.word() + ".";
        }
        Claim.Moves moves = (Claim.Moves) claim;
        return "The " + moves.colour().word() + " " + moves.shape().word() + " "
                + moves.motion().words() + ".";
    }

    private static String german(Claim claim) {
        if (claim instanceof Claim.Count count) {
            String number = GERMAN_NUMBERS.get(count.number() - 1);
            return count.number() == 1 ? "Es ist " + number + " Objekt." : "Es sind " + number + " Objekte.";
        } else if (claim instanceof Claim.Coloured coloured) {
            return "Die Farbe ist " + in(GERMAN_WORDS, coloured.thing().colour().word()) + ".";
        } else if (claim instanceof Claim.Listing listing) {
            return "Zu sehen: " + things(GERMAN_WORDS, listing.things()) + ".";
        } else if (claim instanceof Claim.Value value) {
            return "Der Balken " + value.letter() + " hat den Wert " + value.value() + ".";
        } else if (claim instanceof Claim.Says says) {
            return "Auf dem Schild steht " + says.word() + ".";
        }
        Claim.Moves moves = (Claim.Moves) claim;
        return "Die Figur (" + in(GERMAN_WORDS, moves.shape().word()) + ", "
                + in(GERMAN_WORDS, moves.colour().word()) + ") "
                + in(GERMAN_WORDS, moves.motion().words()) + ".";
    }

    private static String french(Claim claim) {
        if (claim instanceof Claim.Count count) {
            String number = FRENCH_NUMBERS.get(count.number() - 1);
            return "On voit " + number + (count.number() == 1 ? " objet." : " objets.");
        } else if (claim instanceof Claim.Coloured coloured) {
            return "La couleur : " + in(FRENCH_WORDS, coloured.thing().colour().word()) + ".";
        } else if (claim instanceof Claim.Listing listing) {
            return "On voit : " + things(FRENCH_WORDS, listing.things()) + ".";
        } else if (claim instanceof Claim.Value value) {
            return "La barre " + value.letter() + " a la valeur " + value.value() + ".";
        } else if (claim instanceof Claim.Says says) {
            return "Sur le panneau on lit " + says.word() + ".";
        }
        Claim.Moves moves = (Claim.Moves) claim;
        return "La forme (" + in(FRENCH_WORDS, moves.shape().word()) + ", "
                + in(FRENCH_WORDS, moves.colour().word()) + ") "
                + in(FRENCH_WORDS, moves.motion().words()) + ".";
    }

    private static String things(Map<String, String> words, List<Thing> things) {
        return things.stream()
                .map(t -> in(words, t.shape().word()) + " (" + in(words, t.sizeWord()) + ", "
                        + in(words, t.colour().word()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String in(Map<String, String> words, String english) {
        String word = words.get(english);
        if (word == null) {
            throw new IllegalArgumentException("There is no translation of " + english);
        }
        return word;
    }
}
