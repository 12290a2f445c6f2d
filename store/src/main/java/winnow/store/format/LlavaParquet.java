package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;
import winnow.store.data.Container;

/** LLaVA conversations in the rows of a Parquet file, with pictures in it or beside it. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class LlavaParquet extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public LlavaParquet() {
        super("llava-parquet", "LLaVA conversations, Parquet");
    }

    @Override
    int claims(Head head) {
        return head.kind() == Container.Kind.PARQUET ? super.claims(head) : 0;
    }

    /** As sure as the readers of the layout in JSON. */
    @Override
    int claims(Fields record) {
        boolean pair = record.hasAny("chosen", "rejected");
        return record.get("conversations").path(0).has("from") ? (pair ? 20 : 90) : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        return List.of(new Conversation(record).messages("conversations").talk());
    }

    @Override
    public String extension() {
        return ".parquet";
    }
}
