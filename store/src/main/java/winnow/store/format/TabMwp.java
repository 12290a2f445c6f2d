package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Questions about a table, which is a picture in {@code tables/NUMBER.png} and a text. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class TabMwp extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public TabMwp() {
        super("tabmwp", "TabMWP problems under their numbers");
    }

    @Override
    int claims(Fields record) {
        return record.has("question", "table") && record.hasAny("table_for_pd", "row_num") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        Conversation talk = new Conversation(record);
        if (!record.key().isEmpty()) {
            talk.image("tables/" + record.key() + ".png");
        }
        talk.user(Choices.ask(record.text("question"), record.get("choices")));
        record.find("answer").ifPresent(talk::assistant);
        return List.of(talk.talk());
    }
}
