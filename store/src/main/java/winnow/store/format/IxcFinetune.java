package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** Conversations whose text says {@code <ImageHere>} where a picture of the record belongs. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class IxcFinetune extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public IxcFinetune() {
        super("ixc-finetune", "Conversations with <ImageHere>, as InternLM-XComposer is fine-tuned");
    }

    @Override
    int claims(Fields record) {
        return record.has("conversations") && tags(record) > 0 ? 96 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        int tags = tags(record);
        int images = MediaFields.of(record).images().size();
        if (tags > images && images > 0) {
            throw Faults.fault("The text has " + tags + " " + TAG + " tags, but the record names " + images
                    + (images == 1 ? " picture." : " pictures."));
        }
        return List.of(new Conversation(record).messages("conversations").talk());
    }

    private static final String TAG = "<ImageHere>";

    private static int tags(Fields record) {
        int tags = 0;
        for (JsonNode turn : record.get("conversations")) {
            String text = turn.path("value").asText();
            for (int at = text.indexOf(TAG); at >= 0; at = text.indexOf(TAG, at + 1)) {
                tags++;
            }
        }
        return tags;
    }
}
