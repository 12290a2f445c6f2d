package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Questions about pictures of COCO with choices, the number of the right one, or direct answers. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class AOkvqa extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public AOkvqa() {
        super("aokvqa", "A-OKVQA questions with choices and direct answers");
    }

    @Override
    int claims(Fields record) {
        return record.has("question", "choices", "image_id") && record.hasAny("correct_choice_idx", "direct_answers")
                ? 95
                : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<String> choices = record.texts("choices");
        Conversation talk = new Conversation(record).user(Choices.ask(record.text("question"), record.get("choices")));
        if (record.has("correct_choice_idx")) {
            talk.assistant(choices.get(record.number("correct_choice_idx", 0, choices.size() - 1)));
        }
        return List.of(talk.talk());
    }
}
