package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** What models answered to a ScienceQA problem, as a group; the problem itself stands in another file. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class ScienceQaAnswers extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public ScienceQaAnswers() {
        super("scienceqa-answers", "Answers of models to ScienceQA problems");
    }

    @Override
    int claims(Fields record) {
        return record.has("pid", "ground_truth") && record.hasAny("llava_13b", "gpt3_cot") ? 94 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<String> answers = new ArrayList<>();
        for (String model : List.of("llava_13b", "gpt3_cot")) {
            record.find(model).ifPresent(answers::add);
        }
        return new Conversation(record).answers(answers);
    }
}
