package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Texts alone, in an array or one a line, in quotes: answers to no question. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Texts extends RecordFormat {

    /** Fewer texts in a row are hardly a dataset. */
    private static final int LEAST = 4;

    /** For {@link java.util.ServiceLoader}. */
    public Texts() {
        super("texts", "Texts in quotes, without questions");
    }

    @Override
    boolean takes(JsonNode value) {
        return value.isTextual();
    }

    @Override
    String expects() {
        return "a text in quotes";
    }

    @Override
    int claims(Fields record) {
        return 25;
    }

    @Override
    int claims(Head head) {
        boolean texts = head.records().stream().allMatch(record -> takes(record.value()));
        return texts && head.records().size() >= LEAST ? super.claims(head) : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(
                new Conversation(record).assistant(record.value().asText()).talk());
    }
}
