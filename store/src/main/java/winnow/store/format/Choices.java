package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts the choices of a question below it, one a line. */
final class Choices {

    private Choices() {}

    /**
     * The question with its choices as (A), (B) and so on.
     *
     * @param choices a list of texts or numbers; with anything else the question stays as it is
     */
    static String ask(String question, JsonNode choices) {
        if (!choices.isArray() || choices.isEmpty()) {
            return question;
        }
        StringBuilder text = new StringBuilder(question);
        char letter = 'A';
        for (JsonNode choice : choices) {
            text.append("\n(").append(letter).append(") ").append(choice.asText());
            letter++;
        }
        return text.toString();
    }
}
