package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** A post with two comments and which of them people preferred. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class Shp extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public Shp() {
        super("shp", "Pairs of comments on a post (SHP)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("history", "human_ref_A", "human_ref_B") ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        boolean first = record.number("labels", 0, 1) == 1;
        return new Conversation(record)
                .user(record.text("history"))
                .answers(List.of(
                        record.text(first ? "human_ref_A" : "human_ref_B"),
                        record.text(first ? "human_ref_B" : "human_ref_A")));
    }
}
