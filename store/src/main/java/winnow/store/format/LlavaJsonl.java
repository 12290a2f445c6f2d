package winnow.store.format;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;

/** LLaVA conversations, one JSON object a line: {@code {"image": ..., "conversations": [...]}}. */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class LlavaJsonl implements DatasetReader, DatasetWriter, DatasetLayout {

    @Override
    public String id() {
        return "llava-jsonl";
    }

    @Override
    public String description() {
        return "LLaVA conversations, JSON Lines";
    }

    @Override
    public String extension() {
        return ".jsonl";
    }

    /** Looks at every line of the head, so that a damaged first one does not hide the others. */
    @Override
    public int confidence(Head file) {
        FileHead head = file.start();
        String text = head.text();
        if (text.startsWith("[")) {
            return 0;
        }
        int best = 0;
        for (int from = 0; from < text.length() && best < 90; ) {
            int end = text.indexOf('\n', from);
            boolean cut = end < 0 && !head.whole();
            end = end < 0 ? text.length() : end;
            FileHead line = new FileHead(text.substring(from, end), !cut);
            best = Math.max(best, line.llava(0));
            from = end + 1;
        }
        return best;
    }

    @Override
    public void read(Path file, SampleSink sink) throws IOException {
        try (InputStream in = Source.open(file)) {
            JsonLines.split(in, new LlavaRecords(sink, true));
        }
    }

    @Override
    public void write(Writer out, Iterator<String> records) throws IOException {
        RecordWriter.lines(out, "\n", records);
    }

    @Override
    public String ending() {
        return extension();
    }

    /** Writes the first answer of each record. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.lines(out, new LlavaShape());
    }
}
