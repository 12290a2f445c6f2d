package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.store.data.Container.Kind;
import winnow.store.data.FieldMap;

/**
 * Records of no known layout whose fields are named like a question and an answer. The last resort: anything that
 * knows a file better is surer of it.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class QuestionAnswer extends RecordFormat {

    /** Its {@link #id}. */
    public static final String ID = "qa";

    private final FieldMap map;

    /** For {@link java.util.ServiceLoader}. */
    public QuestionAnswer() {
        this(FieldMap.NONE);
    }

    /** A reader of records whose fields are known; what the map does not say is guessed. */
    public QuestionAnswer(FieldMap map) {
        super(ID, "Any records with a question and an answer, guessed by the names of their fields");
        this.map = map;
    }

    /** What fields of a file are taken for what, by its first records. */
    public FieldMap fields(Head head) {
        Map<String, String> found = new HashMap<>(map.names());
        for (Fields record : head.records()) {
            question(record).ifPresent(name -> found.putIfAbsent("question", name));
            answer(record).ifPresent(name -> found.putIfAbsent("answer", name));
            choices(record).ifPresent(name -> found.putIfAbsent("choices", name));
        }
        return new FieldMap(found);
    }

    @Override
    int claims(Fields record) {
        boolean asked = record.hasAny(QUESTIONS);
        boolean answered = answers(record);
        return asked && answered ? 30 : asked ? 20 : answered ? 15 : LEAST;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record)
                .system(map.of("system")
                        .map(record::findFilled)
                        .orElseGet(() -> record.findFilled("system", "system_prompt")));
        Optional<String> question = question(record).flatMap(record::findFilled);
        Optional<String> options = choices(record);
        if (question.isPresent() && options.isPresent()) {
            question = Optional.of(Choices.ask(question.get(), record.get(options.get())));
        }
        talk.user(question);
        show(record, talk);
        Optional<String> name = answer(record);
        if (name.isPresent() && record.get(name.get()).isArray()) {
            return talk.answers(record.texts(name.get()));
        }
        name.flatMap(record::find).ifPresent(talk::assistant);
        return List.of(talk.talk());
    }

    private Optional<String> question(Fields record) {
        return map.of("question")
                .or(() -> record.first(Stream.of(QUESTIONS)
                        .filter(name -> !map.names().containsValue(name))
                        .toArray(String[]::new)));
    }

    private Optional<String> answer(Fields record) {
        return map.of("answer")
                .or(() -> record.first(Stream.of(ANSWERS)
                        .filter(name -> !map.names().containsValue(name))
                        .toArray(String[]::new)));
    }

    private Optional<String> choices(Fields record) {
        return map.of("choices").or(() -> record.first("choices", "options", "candidates"));
    }

    /** Where the map says what is shown, nothing else is. */
    private void show(Fields record, Conversation talk) throws ParseException {
        if (map.of("image").isEmpty() && map.of("video").isEmpty()) {
            return;
        }
        talk.onlyNamed();
        if (map.of("image").isPresent()) {
            MediaFields.of(record, map.of("image").get()).forEach(talk::image);
        }
        if (map.of("video").isPresent()) {
            MediaFields.of(record, map.of("video").get()).forEach(talk::video);
        }
    }

    /** Any text looks like a table of one column, so of a table the names of the columns must say more. */
    @Override
    int claims(Head head) {
        int most = super.claims(head);
        return most == LEAST && head.kind() == Kind.TABLE ? 0 : most;
    }

    /** Whether the first records hold anything that may be a question or an answer. */
    boolean hasTexts(Head head) {
        return claims(head) > LEAST;
    }

    private static final int LEAST = 1; // sure of nothing but that these are records

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
