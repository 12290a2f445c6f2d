package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** The files of WildVision: questions, answers of models, and battles of two conversations, the winner first. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class WildVision extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public WildVision() {
        super("wildvision", "WildVision battles, questions and answers of models");
    }

    @Override
    int claims(Fields record) {
        if (record.has("conversation_a", "conversation_b")) {
            return 95;
        }
        if (record.has("question_id", "model_a", "model_b") || record.has("question_id", "judge", "games")) {
            return 94;
        }
        boolean answer = record.value().has("model") && record.value().has("output");
        return record.has("question_id", "instruction") && answer ? 94 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        if (record.has("conversation_a")) {
            boolean second = record.find("winner").filter("model_b"::equals).isPresent();
            return List.of(
                    new Conversation(record)
                            .messages(second ? "conversation_b" : "conversation_a")
                            .talk(),
                    new Conversation(record)
                            .messages(second ? "conversation_a" : "conversation_b")
                            .talk());
        }
        if (!record.has("instruction")) {
            throw Faults.fault("The record is about question " + record.text("question_id")
                    + " and holds no answer. Import the files of answers instead.");
        }
        Conversation asked = new Conversation(record).user(record.text("instruction"));
        record.find("output").ifPresent(asked::assistant);
        return List.of(asked.talk());
    }

    @Override
    List<String> authors(Fields record) {
        if (!record.has("model_a", "model_b")) {
            return List.of();
        }
        List<String> models =
                List.of(record.get("model_a").asText(), record.get("model_b").asText());
        boolean second = record.find("winner").filter("model_b"::equals).isPresent();
        return second ? List.of(models.get(1), models.get(0)) : models;
    }
}
