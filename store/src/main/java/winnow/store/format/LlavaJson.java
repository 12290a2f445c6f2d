package winnow.store.format;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;

/** LLaVA conversations in one JSON array: {@code [{"image": ..., "conversations": [...]}, ...]}. */
@AutoService({DatasetReader.class, DatasetWriter.class, DatasetLayout.class})
public final class LlavaJson implements DatasetReader, DatasetWriter, DatasetLayout {

    @Override
    public String id() {
        return "llava-json";
    }

    @Override
    public String description() {
        return "LLaVA conversations, a JSON array";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public int confidence(Head file) {
        FileHead head = file.start();
        int object = head.text().indexOf('{');
        boolean array = head.text().startsWith("[") && object > 0;
        return array && head.text().substring(1, object).isBlank() ? head.llava(object) : 0;
    }

    @Override
    public void read(Path file, SampleSink sink) throws IOException {
        try (InputStream in = Source.open(file)) {
            JsonArray.split(in, new LlavaRecords(sink, false));
        }
    }

    /** Indents as the first record was: all of an evenly indented file comes out as the file itself, byte for byte. */
    @Override
    public void write(Writer out, Iterator<String> records) throws IOException {
        RecordWriter.list(out, "[", records, "]");
    }

    @Override
    public String ending() {
        return extension();
    }

    /** Writes the first answer of each record. */
    @Override
    public LayoutFile start(OutputStream out, Context context) throws IOException {
        return JsonSheet.array(out, new LlavaShape());
    }
}
