package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Container;
import winnow.store.data.ImportWarning;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.db.SampleTable;
import winnow.store.format.DatasetReader;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaFolder;

/** Collects what a reader finds in batches short enough for decisions to pass between, and hands these over. */
final class ImportReader implements SampleSink {

    private static final int BATCH_RECORDS = 1_000;
    private static final long BATCH_CHARS = 2_000_000;

    private final long datasetId;
    private final SampleTable table;
    private final Handover<ImportBatch> handover;
    private final MediaFolder media;
    private final CancelToken cancel;
    private final List<Sample> samples = new ArrayList<>();
    private List<Prompt> prompts = new ArrayList<>();
    private List<Reject> rejects = new ArrayList<>();
    private List<ImportWarning> warnings = new ArrayList<>();
    private Optional<Reject> broken = Optional.empty();
    private Optional<Container> container = Optional.empty();
    private long chars;
    private long bytes;
    private long lastRecord = -1;
    private long records;
    private long imported;
    private long rejected;

    /**
     * A reader of one dataset.
     *
     * @param media keeps what stands inside of the file
     */
    ImportReader(
            long datasetId, SampleTable table, Handover<ImportBatch> handover, MediaFolder media, CancelToken cancel) {
        this.datasetId = datasetId;
        this.table = table;
        this.handover = handover;
        this.media = media;
        this.cancel = cancel;
    }

    /**
     * What a file holds.
     *
     * @param records in all
     * @param imported samples
     * @param rejected records that could not be read
     * @param broken where the file itself is broken first
     */
    record Found(long records, long imported, long rejected, Optional<Reject> broken) {}

    /** Reads a file to its end. */
    Found read(DatasetReader reader, Path file) throws IOException {
        try {
            reader.read(file, this);
            handOver();
            return new Found(records, imported, rejected, broken);
        } finally {
            handover.end();
        }
    }

    @Override
    public void container(Container found) {
        container = Optional.of(found);
    }

    @Override
    public String media(byte[] found) throws IOException {
        cancel.check();
        return media.put(found);
    }

    @Override
    public void accept(Sample sample) {
        samples.add(sample);
        imported++;
        found(sample.record(), sample.raw());
    }

    @Override
    public void prompt(Prompt prompt) {
        prompts.add(prompt);
        found(prompt.record(), prompt.raw());
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
        rejected++;
        found(reject.record(), reject.raw());
    }

    @Override
    public void broken(Reject reject) {
        broken = broken.or(() -> Optional.of(reject));
        reject(reject);
    }

    @Override
    public void warn(ImportWarning warning) {
        warnings.add(warning);
    }

    private void found(long record, String raw) {
        cancel.check();
        chars += raw.length();
        if (record != lastRecord) {
            lastRecord = record;
            records++;
            bytes += utf8(raw) + 1L;
        }
        if (samples.size() + prompts.size() + rejects.size() >= BATCH_RECORDS || chars >= BATCH_CHARS) {
            handOver();
        }
    }

    /** Bytes of a text in UTF-8. */
    private static long utf8(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each > 0x7F) {
                bytes += each > 0x7FF && !Character.isSurrogate(each) ? 2 : 1;
            }
        }
        return bytes;
    }

    private void handOver() {
        handover.put(
                new ImportBatch(container, table.rows(datasetId, samples), prompts, rejects, warnings, bytes), chars);
        samples.clear();
        prompts = new ArrayList<>();
        rejects = new ArrayList<>();
        warnings = new ArrayList<>();
        container = Optional.empty();
        chars = 0;
    }
}
