package winnow.store.format;

import java.io.IOException;
import java.util.Optional;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/** How a LLaVA record is written: {@code {"id": ..., "image": ..., "conversations": [...]}}. */
record LlavaShape() implements JsonSheet.Shape {

    @Override
    public Optional<String> unfit(WholeRecord record) {
        Candidate first = record.candidates().get(0);
        return Fit.answered(record)
                .or(() -> WrittenTags.dangling(first.turns(), first.media())
                        ? Optional.of("Its text holds a tag such as <image>, and there is nothing to show.")
                        : Optional.empty());
    }

    @Override
    public void fields(WholeRecord record, JsonFields out) throws IOException {
        out.id(record);
        out.oneOrList(record.candidates().get(0).media());
        out.turns("conversations", out.tagged(record, false), JsonFields.Words.FROM_VALUE);
    }
}
