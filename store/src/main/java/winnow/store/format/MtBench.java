package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions of several turns, with the answers to them where they are known; answers stand in files of their own too.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class MtBench extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public MtBench() {
        super("mt-bench", "MT-Bench questions and answers of models");
    }

    @Override
    int claims(Fields record) {
        boolean questions = record.get("turns").path(0).isTextual();
        boolean answers = record.get("choices").path(0).path("turns").isArray();
        return record.has("question_id") && (questions || answers) ? 93 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        if (!record.has("turns")) {
            List<Talk> talks = new ArrayList<>();
            for (JsonNode choice : record.list("choices")) {
                Conversation talk = new Conversation(record);
                for (JsonNode answer : choice.path("turns")) {
                    talk.assistant(Fields.scalar(answer, "An answer"));
                }
                talks.add(talk.talk());
            }
            return talks;
        }
        List<String> questions = record.texts("turns");
        List<String> answers = record.has("reference") ? record.texts("reference") : List.of();
        Conversation talk = new Conversation(record);
        for (int i = 0; i < questions.size(); i++) {
            talk.user(questions.get(i));
            if (i < answers.size()) {
                talk.assistant(answers.get(i));
            }
        }
        return List.of(talk.talk());
    }
}
