package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Questions about pictures with metadata; the answer of a model where there is one, the right answer elsewhere. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class MathVista extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public MathVista() {
        super("mathvista", "MathVista questions, with the answers of a model where there are some");
    }

    @Override
    int claims(Fields record) {
        return record.has("question", "pid") && record.hasAny("question_type", "answer_type") ? 94 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        String question = Choices.ask(record.text("question"), record.get("choices"));
        Conversation talk = new Conversation(record).user(record.find("query").orElse(question));
        record.find("response", "answer").ifPresent(talk::assistant);
        return List.of(talk.talk());
    }
}
