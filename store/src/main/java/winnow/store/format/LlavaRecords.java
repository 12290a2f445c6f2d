package winnow.store.format;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.OptionalLong;
import winnow.store.data.ImportWarning;
import winnow.store.data.Reject;
import winnow.store.data.Sample;

/** Makes samples and rejects of the records a splitter cuts out of a file, and numbers them. */
final class LlavaRecords implements Pieces {

    private final LlavaParser parser = new LlavaParser();
    private final SampleSink sink;
    private final boolean byLine;
    private long record;

    /** {@code byLine}: whether a record is a line of the file, so that a reject can be found by its line. */
    LlavaRecords(SampleSink sink, boolean byLine) {
        this.sink = sink;
        this.byLine = byLine;
    }

    @Override
    public void record(long line, RecordText text) {
        if (text.tooLong()) {
            reject(line, "The record has more than " + (RecordText.LIMIT >> 20) + " MB and was not read.", text);
            return;
        }
        try {
            String raw = text.text();
            LlavaParser.Parsed parsed = parser.parse(raw);
            sink.accept(new Sample(record, 0, line, parsed.turns(), parsed.media(), raw));
            parsed.repeated().ifPresent(name -> sink.warn(new ImportWarning(record, where(line), Faults.twice(name))));
            record++;
        } catch (CharacterCodingException e) {
            reject(line, "The record has bytes that are not UTF-8 text.", text);
        } catch (ParseException e) {
            reject(line, requireNonNull(e.getMessage()), text);
        }
    }

    @Override
    public void damage(long line, String reason, RecordText text) {
        sink.broken(new Reject(record, where(line), reason, text.excerpt()));
        record++;
    }

    private void reject(long line, String reason, RecordText text) {
        sink.reject(new Reject(record, where(line), reason, text.excerpt()));
        record++;
    }

    private OptionalLong where(long line) {
        return byLine ? OptionalLong.of(line) : OptionalLong.empty();
    }
}
