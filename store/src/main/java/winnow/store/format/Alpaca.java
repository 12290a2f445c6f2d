package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** An instruction, perhaps with input, earlier turns and media, and one output. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Alpaca extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public Alpaca() {
        super("alpaca", "Instructions with input and output (Alpaca)");
    }

    @Override
    int claims(Fields record) {
        if (!record.has("instruction") || !record.value().has("output")) {
            return 0;
        }
        return record.hasAny("input", "history", "system") ? 66 : 60;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record)
                .system(record.find("system"))
                .history("history")
                .user(question(record));
        record.find("output").ifPresent(talk::assistant);
        return List.of(talk.talk());
    }

    /** The instruction, and the input below it where there is one. */
    static String question(Fields record) throws ParseException {
        String instruction = record.text("instruction");
        return record.findFilled("input", "query")
                .map(input -> instruction + "\n" + input)
                .orElse(instruction);
    }
}
