package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import winnow.store.data.FieldMap;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.format.Head;
import winnow.store.format.QuestionAnswer;
import winnow.store.format.SampleSink;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/** Looks at the first records of a file as an import would read them. Writes nothing; blocks. */
public final class PreviewService {

    /** Records looked at. */
    public static final int RECORDS = 100;

    /**
     * How the beginning of a file is understood.
     *
     * @param records how many were looked at
     * @param more whether the file goes on
     * @param samples what became of them, in file order
     * @param prompts records that ask and are not answered
     * @param rejects records that could not be read
     * @param media pictures and videos the samples name
     * @param found how many of these are there
     * @param roots where they were looked for
     * @param fields what fields are taken for what, where that is a guess or was said; empty for a known layout
     * @param names of the fields of the first records, in their order
     */
    public record Preview(
            long records,
            boolean more,
            List<Sample> samples,
            List<Prompt> prompts,
            List<Reject> rejects,
            long media,
            long found,
            MediaRoots roots,
            FieldMap fields,
            List<String> names) {

        public Preview {
            samples = List.copyOf(samples);
            prompts = List.copyOf(prompts);
            rejects = List.copyOf(rejects);
            names = List.copyOf(names);
        }
    }

    private final ImportService imports;

    PreviewService(ImportService imports) {
        this.imports = imports;
    }

    /**
     * Reads the first {@link #RECORDS} records.
     *
     * @param request what would be imported; media are looked for in folders only, not in archives
     * @throws IOException if the file cannot be read or is of no known format
     */
    public Preview look(ImportService.Request request) throws IOException {
        Path file = request.file().toAbsolutePath().normalize();
        FirstRecords first = new FirstRecords();
        boolean more = false;
        try {
            imports.reader(file, request).read(file, first);
        } catch (Enough enough) {
            more = true;
        }
        MediaRoots roots = roots(file, request.mediaRoots());
        List<Media> media = first.samples.stream()
                .flatMap(sample -> sample.media().stream())
                .toList();
        long found = media.stream().filter(each -> isThere(each, roots)).count();
        Optional<String> format = request.format();
        boolean known = format.isPresent() && request.fields().isEmpty();
        boolean generic = format.filter(QuestionAnswer.ID::equals).isPresent();
        return new Preview(
                first.records,
                more,
                first.samples,
                first.prompts,
                first.rejects,
                media.size(),
                found,
                roots,
                known && !generic ? FieldMap.NONE : imports.fields(file, request.fields()),
                Head.of(file).names());
    }

    private static MediaRoots roots(Path file, List<Path> chosen) {
        List<Path> folders = chosen.stream().filter(Files::isDirectory).toList();
        Path parent = file.getParent();
        return new MediaRoots(folders.isEmpty() && parent != null ? List.of(parent) : folders);
    }

    /** What stands inside of the file is there. */
    private static boolean isThere(Media media, MediaRoots roots) {
        if (MediaFolder.isName(media.path())) {
            return true;
        }
        try {
            roots.resolve(media.path());
            return true;
        } catch (IOException e) {
            return false; // which is what was asked
        }
    }

    /** Ends the reading of a file whose beginning is enough. */
    private static final class Enough extends CancellationException {
        private static final long serialVersionUID = 1;
    }

    /** Keeps what the first records become. */
    private static final class FirstRecords implements SampleSink {

        private final List<Sample> samples = new ArrayList<>();
        private final List<Prompt> prompts = new ArrayList<>();
        private final List<Reject> rejects = new ArrayList<>();
        private long records;
        private long last = -1;

        @Override
        public void accept(Sample sample) {
            found(sample.record());
            samples.add(sample);
        }

        @Override
        public void prompt(Prompt prompt) {
            found(prompt.record());
            prompts.add(prompt);
        }

        @Override
        public void reject(Reject reject) {
            found(reject.record());
            rejects.add(reject);
        }

        private void found(long record) {
            if (record != last || records == 0) {
                if (records == RECORDS) {
                    throw new Enough();
                }
                last = record;
                records++;
            }
        }
    }
}
