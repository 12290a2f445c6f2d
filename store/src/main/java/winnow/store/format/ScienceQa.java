package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Questions with choices, a hint and the number of the right choice; pictures lie in {@code images/SPLIT/NUMBER}. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class ScienceQa extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public ScienceQa() {
        super("scienceqa", "ScienceQA problems under their numbers");
    }

    @Override
    int claims(Fields record) {
        boolean choice = record.get("choices").isArray() && record.get("answer").isInt();
        return choice && record.has("question") && record.hasAny("hint", "lecture", "solution") ? 94 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<String> choices = record.texts("choices");
        String question = Choices.ask(record.text("question"), record.get("choices"));
        Conversation talk = new Conversation(record);
        record.findFilled("image").ifPresent(image -> talk.image(place(record, image)));
        talk.user(record.findFilled("hint").map(hint -> hint + "\n" + question).orElse(question));
        if (record.has("answer")) {
            talk.assistant(choices.get(record.number("answer", 0, choices.size() - 1)));
        }
        return List.of(talk.onlyNamed().talk());
    }

    private static String place(Fields record, String image) {
        String folder = record.findFilled("split").map(split -> split + "/").orElse("") + record.key();
        return record.key().isEmpty() ? image : "images/" + folder + "/" + image;
    }
}
