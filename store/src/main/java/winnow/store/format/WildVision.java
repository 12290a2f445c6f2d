package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * The files of WildVision: questions, answers of models, and battles of two answers, the winner first. A battle holds
 * both conversations, or names a question and two models, whose answers are then looked for beside its file.
 */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class WildVision extends RecordFormat {

    private final Optional<WildVisionAnswers> answers;

    /** For {@link java.util.ServiceLoader}. */
    public WildVision() {
        this(Optional.empty());
    }

    private WildVision(Optional<WildVisionAnswers> answers) {
        super("wildvision", "WildVision battles, questions and answers of models");
        this.answers = answers;
    }

    @Override
    RecordFormat of(Head head) {
        return new WildVision(Optional.of(new WildVisionAnswers(head.file())));
    }

    @Override
    public Optional<Beside> beside() {
        return Optional.of(new WildVisionBeside());
    }

    @Override
    public boolean betterFirst() {
        return true;
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
            return List.of(
                    new Conversation(record)
                            .messages("conversation_" + first(record))
                            .talk(),
                    new Conversation(record)
                            .messages("conversation_" + second(record))
                            .talk());
        }
        if (record.has("model_a", "model_b", "winner") && answers.isPresent()) {
            String question = record.text("question_id");
            return List.of(
                    answers.get().talk(question, record.text("model_" + first(record))),
                    answers.get().talk(question, record.text("model_" + second(record))));
        }
        if (!record.has("instruction")) {
            throw Faults.fault("The record is about question " + record.text("question_id")
                    + " and holds no answer. Import the files of answers instead.");
        }
        return List.of(talk(record));
    }

    /** Battles that neither won have no better answer. */
    @Override
    int firstCandidate(Fields record) {
        boolean battle = record.has("conversation_a") || record.has("model_a", "model_b");
        boolean won = record.find("winner")
                .filter(winner -> winner.matches("model_[ab]"))
                .isPresent();
        return battle && !won ? 1 : 0;
    }

    /** A question with the answer of one model. */
    static Talk talk(Fields record) throws ParseException {
        Conversation asked = new Conversation(record).user(record.text("instruction"));
        record.find("output").ifPresent(asked::assistant);
        return asked.talk();
    }

    private static String first(Fields record) {
        return record.find("winner").filter("model_b"::equals).isPresent() ? "b" : "a";
    }

    private static String second(Fields record) {
        return first(record).equals("a") ? "b" : "a";
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

    @Override
    boolean bothBad(Fields record) {
        return record.find("winner")
                .filter(winner -> winner.contains("bothbad"))
                .isPresent();
    }
}
