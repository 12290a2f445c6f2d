package winnow.store.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Questions about videos of traffic with up to four options; the answer is the number of one of them. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class TrafficQa extends RecordFormat {

    private static final int OPTIONS = 4;

    /** For {@link java.util.ServiceLoader}. */
    public TrafficQa() {
        super("trafficqa", "Questions about videos of traffic with options (TrafficQA)");
    }

    @Override
    int claims(Fields record) {
        return record.has("vid_filename", "q_body") && record.value().has("option0") ? 96 : 0;
    }

    /** An answer that is no number of an option is a text of its own. */
    @Override
    List<Talk> talks(Fields record) throws ParseException {
        ArrayNode options = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < OPTIONS; i++) {
            record.findFilled("option" + i).ifPresent(options::add);
        }
        Conversation talk = new Conversation(record).user(Choices.ask(record.text("q_body"), options));
        Optional<String> answer = record.findFilled("answer");
        if (answer.isPresent()) {
            boolean number = answer.get().matches("\\d{1,3}");
            talk.assistant(number ? option(record, record.number("answer", 0, OPTIONS - 1)) : answer.get());
        }
        return List.of(talk.talk());
    }

    private static String option(Fields record, int number) throws ParseException {
        return record.findFilled("option" + number)
                .orElseThrow(() -> Faults.fault(
                        "The answer is option " + number + ", and field \"option" + number + "\" is empty."));
    }
}
