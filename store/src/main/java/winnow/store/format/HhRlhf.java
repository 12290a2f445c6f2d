package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two dialogues, the better one first, each written down as one text: {@code Human: ... Assistant: ...}. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class HhRlhf extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public HhRlhf() {
        super("hh-rlhf", "Pairs of dialogues as one text each (hh-rlhf)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        boolean dialogues = record.get("chosen").asText().startsWith("\n\nHuman:")
                && record.get("rejected").asText().startsWith("\n\nHuman:");
        return dialogues && !record.has("prompt") ? 92 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(dialogue(record, "chosen"), dialogue(record, "rejected"));
    }

    private static final Pattern SPEAKER = Pattern.compile("\n\n(Human|Assistant):[ ]?");

    private static Talk dialogue(Fields record, String name) throws ParseException {
        String text = record.text(name);
        Matcher speaker = SPEAKER.matcher(text);
        if (!speaker.lookingAt()) {
            throw Faults.fault("Field \"" + name + "\" does not start with Human: or Assistant:.");
        }
        Conversation talk = new Conversation(record);
        boolean more = true;
        while (more) {
            boolean human = speaker.group(1).equals("Human");
            int from = speaker.end();
            more = speaker.find();
            String said = text.substring(from, more ? speaker.start() : text.length());
            if (human) {
                talk.user(said);
            } else {
                talk.assistant(said);
            }
        }
        return talk.talk();
    }
}
