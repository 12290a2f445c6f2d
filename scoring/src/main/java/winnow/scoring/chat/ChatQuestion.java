package winnow.scoring.chat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * What is put to a chat model once.
 *
 * @param messages oldest first
 * @param temperature 0 or more
 * @param maxTokens most tokens of the reply
 * @param seed for endpoints that draw by one
 */
public record ChatQuestion(List<ChatMessage> messages, double temperature, int maxTokens, OptionalLong seed) {

    /** What stands for a picture in the words of a dataset. */
    public static final Pattern TAG = Pattern.compile("<image>|<ImageHere>|<img>[^<>\\n]*+</img>");

    public ChatQuestion {
        messages = List.copyOf(messages);
    }

    /**
     * A conversation as messages, each picture where its tag stands. Where there are not as many tags as pictures, tags
     * are words like any other, and the pictures stand before the first words of the user.
     */
    public static List<ChatMessage> messages(List<Turn> turns, List<ChatPicture> pictures) {
        long tags = turns.stream()
                .mapToLong(turn -> TAG.matcher(turn.text()).results().count())
                .sum();
        Iterator<ChatPicture> waiting = pictures.iterator();
        List<ChatMessage> messages = new ArrayList<>();
        for (Turn turn : turns) {
            List<ChatMessage.Part> parts = new ArrayList<>();
            if (!pictures.isEmpty() && tags == pictures.size()) {
                place(turn.text(), waiting, parts);
            } else {
                while (turn.role() == Role.USER && waiting.hasNext()) {
                    parts.add(new ChatMessage.Picture(waiting.next()));
                }
                parts.add(new ChatMessage.Text(turn.text()));
            }
            messages.add(new ChatMessage(turn.role(), parts));
        }
        return messages;
    }

    private static void place(String text, Iterator<ChatPicture> pictures, List<ChatMessage.Part> parts) {
        Matcher tag = TAG.matcher(text);
        int from = 0;
        while (tag.find()) {
            words(text.substring(from, tag.start()), parts);
            parts.add(new ChatMessage.Picture(pictures.next()));
            from = tag.end();
        }
        words(text.substring(from), parts);
        if (parts.isEmpty()) {
            parts.add(new ChatMessage.Text(text));
        }
    }

    private static void words(String text, List<ChatMessage.Part> parts) {
        if (!text.isBlank()) {
            parts.add(new ChatMessage.Text(text.strip()));
        }
    }
}
