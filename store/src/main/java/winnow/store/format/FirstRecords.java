package winnow.store.format;

import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import winnow.store.data.Container;

/** Keeps the first records of a file that can be parsed. */
final class FirstRecords implements Pieces {

    private final RecordTexts texts;
    private final List<Fields> records = new ArrayList<>();

    FirstRecords(Container.Kind kind, char delimiter) {
        this.texts = new RecordTexts(kind, delimiter);
    }

    /** What was kept. */
    List<Fields> records() {
        return List.copyOf(records);
    }

    @Override
    public void record(long line, RecordText text) {
        if (records.size() == Head.MOST || text.tooLong()) {
            return;
        }
        try {
            if (texts.needsHeader()) {
                texts.header(text.row());
            } else {
                records.add(texts.parse(texts.raw(text)));
            }
        } catch (CharacterCodingException | ParseException e) {
            return; // a damaged record says nothing about the others; reading the file will say what is wrong with it
        }
    }

    @Override
    public void damage(long line, String reason, RecordText text) {
        // the beginning of a file often ends in the middle of a record
    }
}
