package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.scoring.ScoringException;

/**
 * The index of a zip archive whose records are stored as they are, so that they can be mapped. Believes nothing: every
 * record is checked against its own header, the file and its neighbours, and no memory is taken because a file claims a
 * size.
 */
final class ZipIndex {

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_BYTES = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_COMMENT = 0xffff;
    private static final int MAX_DIRECTORY_BYTES = 16 << 20;
    private static final int MAX_RECORDS = 100_000;
    private static final int ZIP64 = 1;
    private static final int SIZES_FOLLOW = 8;
    private static final int ENCRYPTED = 1;

    /**
     * A record of the archive.
     *
     * @param name in the archive
     * @param header where its own header starts in the file
     * @param offset where its bytes start in the file
     * @param bytes how many there are
     */
    record Entry(String name, long header, long offset, long bytes) {

        long end() {
            return offset + bytes;
        }
    }

    private record Directory(long offset, long bytes, long records) {}

    private final FileBytes file;

    private ZipIndex(FileBytes file) {
        this.file = file;
    }

    /**
     * The records by name, in the order of their bytes.
     *
     * @throws ScoringException if it is no such archive, or one that cannot be true
     */
    static Map<String, Entry> read(FileBytes file) throws ScoringException {
        return new ZipIndex(file).entries();
    }

    private Map<String, Entry> entries() throws ScoringException {
        Directory directory = directory();
        if (directory.bytes > MAX_DIRECTORY_BYTES || directory.records > MAX_RECORDS) {
            throw file.damaged("its directory of " + directory.records + " records is longer than any model needs");
        }
        ByteBuffer central = file.read(directory.offset, (int) directory.bytes);
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < directory.records; i++) {
            entries.add(entry(central, directory.offset));
        }
        if (central.hasRemaining()) {
            throw file.damaged("its directory has more than the " + directory.records + " records it counts");
        }
        entries.sort(Comparator.comparingLong(Entry::header));
        Map<String, Entry> byName = new LinkedHashMap<>();
        long end = 0;
        for (Entry entry : entries) {
            if (entry.header < end) {
                throw file.damaged("record " + Shown.quoted(entry.name) + " overlaps the one before it");
            }
            if (byName.put(entry.name, entry) != null) {
                throw file.damaged("it has two records " + Shown.quoted(entry.name));
            }
            end = entry.end();
        }
        return byName;
    }

    /** Finds the directory from the end of the file; archives of over 4 GB have a second, longer end. */
    private Directory directory() throws ScoringException {
        int bytes = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
        long start = file.size() - bytes;
        ByteBuffer tail = file.read(start, bytes);
        int at = bytes - END_BYTES;
        while (at >= 0 && !(tail.getInt(at) == END && unsigned(tail, at + 20) == bytes - at - END_BYTES)) {
            at--;
        }
        if (at < 0) {
            throw file.damaged("it has no directory at its end, so it was probably cut off");
        }
        if (tail.getInt(at + 4) != 0 || tail.getShort(at + 8) != tail.getShort(at + 10)) {
            throw file.damaged("it is a part of an archive of several files");
        }
        Directory directory = new Directory(wide(tail, at + 16), wide(tail, at + 12), unsigned(tail, at + 10));
        long end = start + at;
        if (at >= LOCATOR64_BYTES && tail.getInt(at - LOCATOR64_BYTES) == LOCATOR64) {
            end = tail.getLong(at - LOCATOR64_BYTES + 8);
            directory = directory64(directory, end, start + at - LOCATOR64_BYTES);
        }
        if (directory.offset < 0
                || directory.bytes < 0
                || directory.records < 0
                || directory.bytes > end
                || directory.offset > end - directory.bytes) {
            throw file.damaged("its directory is not where it should be");
        }
        return directory;
    }

    private Directory directory64(Directory narrow, long at, long locator) throws ScoringException {
        if (at < 0 || at > locator - END64_BYTES) {
            throw file.damaged("the end of its directory is not where it should be");
        }
        ByteBuffer end = file.read(at, END64_BYTES);
        if (end.getInt(0) != END64 || end.getLong(16) != 0 || end.getLong(24) != end.getLong(32)) {
            throw file.damaged("the end of its directory is none");
        }
        Directory wide = new Directory(end.getLong(48), end.getLong(40), end.getLong(32));
        if (!agree(narrow.offset, 0xffffffffL, wide.offset)
                || !agree(narrow.bytes, 0xffffffffL, wide.bytes)
                || !agree(narrow.records, 0xffff, wide.records)) {
            throw file.damaged("the two ends of its directory contradict each other");
        }
        return wide;
    }

    private static boolean agree(long narrow, long unknown, long wide) {
        return narrow == unknown || narrow == wide;
    }

    private Entry entry(ByteBuffer central, long directory) throws ScoringException {
        int at = central.position();
        if (central.remaining() < CENTRAL_BYTES || central.getInt(at) != CENTRAL) {
            throw file.damaged("its directory is cut off or holds something else");
        }
        int nameBytes = unsigned(central, at + 28);
        int extraBytes = unsigned(central, at + 30);
        int bytes = CENTRAL_BYTES + nameBytes + extraBytes + unsigned(central, at + 32);
        if (central.remaining() < bytes) {
            throw file.damaged("its directory is cut off");
        }
        byte[] name = new byte[nameBytes];
        central.get(at + CENTRAL_BYTES, name);
        String text = text(name);
        ByteBuffer extra =
                central.slice(at + CENTRAL_BYTES + nameBytes, extraBytes).order(ByteOrder.LITTLE_ENDIAN);
        long[] values = {wide(central, at + 24), wide(central, at + 20), wide(central, at + 42)};
        widen(values, extra, text);
        if (central.getShort(at + 10) != 0 || values[0] != values[1]) {
            throw file.damaged("record " + Shown.quoted(text) + " is compressed, so it cannot be mapped");
        }
        if ((unsigned(central, at + 8) & ENCRYPTED) != 0 || central.getShort(at + 34) != 0) {
            throw file.damaged("record " + Shown.quoted(text) + " is encrypted or in another file");
        }
        central.position(at + bytes);
        return local(text, name, values[2], values[0], directory);
    }

    /** Takes those of size, stored size and place that do not fit into 32 bits from the field meant for them. */
    private void widen(long[] values, ByteBuffer extra, String name) throws ScoringException {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (length > extra.remaining()) {
                break;
            }
            if (id == ZIP64) {
                ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == 0xffffffffL && field.remaining() >= Long.BYTES) {
                        values[i] = field.getLong();
                    }
                }
                return;
            }
            extra.position(extra.position() + length);
        }
        if (extra.hasRemaining() && extra.remaining() >= 4) {
            throw file.damaged("the directory's entry of record " + Shown.quoted(name) + " is cut off");
        }
    }

    /** Checks the header before a record's bytes, which must say what the directory says. */
    private Entry local(String text, byte[] name, long header, long bytes, long directory) throws ScoringException {
        if (header < 0 || header > directory - LOCAL_BYTES - name.length) {
            throw file.damaged(
                    "record " + Shown.quoted(text) + " should start at byte " + header + ", outside of the records");
        }
        ByteBuffer local = file.read(header, LOCAL_BYTES + name.length);
        boolean sizesFollow = (unsigned(local, 6) & SIZES_FOLLOW) != 0;
        byte[] localName = new byte[name.length];
        local.get(LOCAL_BYTES, localName);
        if (local.getInt(0) != LOCAL
                || unsigned(local, 26) != name.length
                || !Arrays.equals(name, localName)
                || local.getShort(8) != 0
                || (unsigned(local, 6) & ENCRYPTED) != 0
                || !fits(wide(local, 18), bytes, sizesFollow)
                || !fits(wide(local, 22), bytes, sizesFollow)) {
            throw file.damaged(
                    "its directory and the header of record " + Shown.quoted(text) + " contradict each other");
        }
        long offset = header + LOCAL_BYTES + name.length + unsigned(local, 28);
        if (bytes < 0 || bytes > directory || offset > directory - bytes) {
            throw file.damaged(
                    "record " + Shown.quoted(text) + " of " + bytes + " bytes reaches outside of the records");
        }
        return new Entry(text, header, offset, bytes);
    }

    private static boolean fits(long local, long bytes, boolean sizesFollow) {
        return local == bytes || local == 0xffffffffL || (sizesFollow && local == 0);
    }

    private String text(byte[] name) throws ScoringException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            throw new ScoringException(file.sentence("a record has a name that is no text"), e);
        }
    }

    private static int unsigned(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long wide(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
