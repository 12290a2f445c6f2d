package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Container.Kind;

/**
 * Records of no known layout whose fields are named like a question and an answer. The last resort: anything that
 * knows a file better is surer of it.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class QuestionAnswer extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public QuestionAnswer() {
        super("qa", "Any records with a question and an answer, guessed by the names of their fields");
    }

    @Override
    int claims(Fields record) {
        boolean asked = record.hasAny(QUESTIONS);
        boolean answered = answers(record);
        return asked && answered ? 30 : asked ? 20 : answered ? 15 : 1;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record).system(record.findFilled("system", "system_prompt"));
        Optional<String> question = record.findFilled(QUESTIONS);
        Optional<String> options = record.first("choices", "options", "candidates");
        if (question.isPresent() && options.isPresent()) {
            question = Optional.of(Choices.ask(question.get(), record.get(options.get())));
        }
        talk.user(question);
        Optional<String> name = record.first(ANSWERS);
        if (name.isPresent() && record.get(name.get()).isArray()) {
            return talk.answers(record.texts(name.get()));
        }
        name.flatMap(record::find).ifPresent(talk::assistant);
        return List.of(talk.talk());
    }

    /** Any text looks like a table of one column, so of a table the names of the columns must say more. */
    @Override
    int claims(Head head) {
        int most = super.claims(head);
        return most == 1 && head.kind() == Kind.TABLE ? 0 : most;
    }

    private static final String[] QUESTIONS = {
        "question", "query", "prompt", "instruction", "user", "q", "problem", "input", "text", "q_body"
    };
    private static final String[] ANSWERS = {
        "response",
        "completion",
        "answer",
        "output",
        "a",
        "label",
        "prediction",
        "model_answer",
        "assistant",
        "target",
        "ground_truth",
        "gt_answer",
        "reference",
        "solution",
        "answers"
    };

    private static boolean answers(Fields record) {
        Optional<String> name = record.first(ANSWERS);
        return name.isPresent() && !record.get(name.get()).isObject();
    }
}
