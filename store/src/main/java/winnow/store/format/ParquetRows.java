package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import winnow.store.data.Container;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;
import winnow.store.parquet.ParquetFile;
import winnow.store.parquet.ParquetLayout;
import winnow.store.parquet.ParquetTarget;
import winnow.store.parquet.Supply;

/** Records that are the rows of a Parquet file. */
final class ParquetRows {

    private ParquetRows() {}

    /** The first records; media that stand inside of the file are not looked at. */
    static List<Fields> first(Path file, int most) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(file)) {
            return parquet.first(most).stream()
                    .map(record -> new Fields("", record))
                    .toList();
        }
    }

    /** Hands every record to {@code records}, and media that stand inside of the file to {@code sink}. */
    static void read(Path file, SampleSink sink, RecordReader records) throws IOException {
        try (ParquetFile parquet = ParquetFile.open(file)) {
            sink.container(
                    new Container(Container.Kind.PARQUET, parquet.layout().text()));
            parquet.read(sink::media, records::row);
        }
    }

    /** Writes records as a Parquet file with the columns of the one they came from. */
    static void write(OutputStream out, Container container, Iterator<String> records, MediaRoots media)
            throws IOException {
        ParquetTarget target = new ParquetTarget(out, ParquetLayout.parse(container.head()), supply(media));
        ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(RecordText.LIMIT)
                        .build())
                .build());
        while (records.hasNext()) {
            try {
                target.add(json.readTree(records.next()));
            } catch (JsonProcessingException e) {
                throw new IOException("A row of a Parquet file is no longer JSON: the workspace is damaged.", e);
            }
        }
        target.finish();
    }

    /** Media that stood inside of a file, exactly as they were. */
    static Supply supply(MediaRoots media) {
        return name -> {
            byte[] bytes = Files.readAllBytes(media.resolve(name));
            if (!MediaFolder.nameOf(bytes).equals(name)) {
                throw new IOException(name + " was changed since it was taken out of its Parquet file."
                        + " Import that file again into a new workspace.");
            }
            return bytes;
        };
    }
}
