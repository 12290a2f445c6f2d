package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** A prompt with several chosen and several rejected answers: a group with the chosen ones first. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class RmBench extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public RmBench() {
        super("rm-bench", "Groups of chosen and rejected answers (RM-Bench)");
    }

    @Override
    int claims(Fields record) {
        boolean lists = record.get("chosen").path(0).isTextual()
                && record.get("rejected").path(0).isTextual();
        return lists && record.has("prompt") ? 93 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<String> answers = new ArrayList<>(record.texts("chosen"));
        answers.addAll(record.texts("rejected"));
        return new Conversation(record).user(record.text("prompt")).answers(answers);
    }
}
