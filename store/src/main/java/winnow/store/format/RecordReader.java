package winnow.store.format;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import winnow.store.data.Container;
import winnow.store.data.Container.Kind;
import winnow.store.data.ImportWarning;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.media.MediaFolder;
import winnow.store.parquet.Row;

/** Makes samples, prompts and rejects of the records a splitter cuts out of a file, and numbers them. */
final class RecordReader implements Pieces {

    private final RecordFormat format;
    private final SampleSink sink;
    private final RecordTexts texts;
    private final Kind kind;
    private long record;
    private boolean headless;

    RecordReader(RecordFormat format, Head head, SampleSink sink) {
        this.format = format;
        this.sink = sink;
        this.kind = head.kind();
        this.texts = new RecordTexts(kind, head.delimiter());
        if (kind != Kind.TABLE && kind != Kind.PARQUET) {
            sink.container(new Container(kind, ""));
        }
    }

    @Override
    public void record(long line, RecordText text) {
        if (headless) {
            reject(line, "The names of the columns cannot be read, so neither can this row.", text);
            return;
        }
        if (text.tooLong()) {
            reject(line, "The record has more than " + (RecordText.LIMIT >> 20) + " MB and was not read.", text);
            return;
        }
        boolean header = texts.needsHeader();
        try {
            if (header) {
                header(text);
            } else {
                String raw = texts.raw(text);
                Fields fields = texts.parse(raw);
                found(line, raw, talks(fields), fields);
            }
        } catch (CharacterCodingException e) {
            headless = header;
            reject(line, "The record has bytes that are not UTF-8 text.", text);
        } catch (ParseException e) {
            headless = header;
            reject(line, requireNonNull(e.getMessage()), text);
        }
    }

    /** A row of a Parquet file. */
    void row(Row row) {
        String raw = row.record().toString();
        try {
            if (row.fault().isPresent()) {
                throw Faults.fault(row.fault().get());
            }
            Fields fields = new Fields("", row.record());
            List<Talk> talks = talks(fields);
            found(record + 1, raw, row.blobs().isEmpty() ? talks : withPictures(talks, row.blobs()), fields);
        } catch (ParseException e) {
            sink.reject(new Reject(record, OptionalLong.empty(), requireNonNull(e.getMessage()), raw));
            record++;
        }
    }

    /** Shows the pictures of a row also where they stand in a column of an unusual name. */
    private static List<Talk> withPictures(List<Talk> talks, List<String> blobs) throws ParseException {
        List<String> pictures =
                blobs.stream().filter(MediaFolder::isPicture).distinct().toList();
        if (pictures.isEmpty() || talks.stream().anyMatch(talk -> !talk.media().isEmpty())) {
            return talks;
        }
        List<Talk> shown = new ArrayList<>();
        for (Talk talk : talks) {
            shown.add(new Talk(talk.turns(), MediaTags.order(talk.turns(), pictures, List.of())));
        }
        return shown;
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
        return kind == Kind.LINES || kind == Kind.TABLE ? OptionalLong.of(line) : OptionalLong.empty();
    }

    private void header(RecordText text) throws CharacterCodingException, ParseException {
        String row = text.row();
        texts.header(row);
        sink.container(new Container(Kind.TABLE, row + (text.endsWithReturn() ? "\r\n" : "\n")));
    }

    private List<Talk> talks(Fields fields) throws ParseException {
        if (!format.takes(fields.value())) {
            throw Faults.fault("The record is " + Faults.name(fields.value().asToken()) + "; expected was "
                    + format.expects() + ".");
        }
        List<Talk> talks = format.talks(fields);
        long answered = talks.stream().filter(Talk::answered).count();
        if (talks.isEmpty() || (answered == 0 && talks.get(0).turns().isEmpty())) {
            throw Faults.fault("The record holds no question and no answer.");
        }
        if (answered > 0 && answered < talks.size()) {
            throw Faults.fault("One of the answers of the record is missing.");
        }
        return talks;
    }

    private void found(long line, String raw, List<Talk> talks, Fields fields) {
        if (!talks.get(0).answered()) {
            Talk asked = talks.get(0);
            sink.prompt(new Prompt(record, line, asked.turns(), asked.media(), raw));
        } else {
            int first = talks.size() > 1 ? format.firstCandidate(fields) : 0;
            for (int i = 0; i < talks.size(); i++) {
                Talk talk = talks.get(i);
                sink.accept(new Sample(record, first + i, line, talk.turns(), talk.media(), raw));
            }
        }
        fields.repeated().ifPresent(name -> sink.warn(new ImportWarning(record, where(line), Faults.twice(name))));
        record++;
    }
}
