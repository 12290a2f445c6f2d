package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes archives as {@code torch.save} does, in all its variants, and such that lie. Written from the zip format. */
public final class TorchZipWriter {

    private static final int LONG_FORM = 0xffffffff;

    /** A record as it goes into the archive; the fields of the headers may be changed to lie. */
    static final class Entry {
        final String name;
        final byte[] bytes;
        String localName;
        int method;
        int flags;
        long size;
        long localSize;
        long place = -1;
        long header;

        Entry(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
            this.localName = name;
            this.size = bytes.length;
            this.localSize = bytes.length;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private int alignment = 64;
    private boolean zip64;
    private boolean sizesFollow;

    /** Where data start: at multiples of this. */
    public TorchZipWriter aligned(int bytes) {
        alignment = bytes;
        return this;
    }

    /** Writes sizes and places in 64 bits everywhere, as archives of more than 4 GB need. */
    public TorchZipWriter zip64() {
        zip64 = true;
        return this;
    }

    /** Writes sizes behind the data, as newer versions of PyTorch do. */
    public TorchZipWriter sizesFollow() {
        sizesFollow = true;
        return this;
    }

    /** Adds a record. */
    public TorchZipWriter add(String name, byte[] bytes) {
        entries.add(new Entry(name, bytes));
        return this;
    }

    /** The record added last, to be made to lie. */
    Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** Numbers as bytes, for a record. */
    public static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The whole archive. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            write(out, entry);
        }
        long directory = out.size();
        for (Entry entry : entries) {
            out.writeBytes(central(entry));
        }
        out.writeBytes(end(directory, out.size() - directory, out.size()));
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, Entry entry) {
        entry.header = out.size();
        byte[] name = entry.localName.getBytes(UTF_8);
        byte[] wide = zip64 && !sizesFollow
                ? buffer(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(entry.localSize)
                        .putLong(entry.localSize)
                        .array()
                : new byte[0];
        int start = out.size() + 30 + name.length + wide.length;
        int padding = (alignment - (start + 4) % alignment) % alignment;
        byte[] pad = alignment > 1
                ? buffer(4 + padding)
                        .putShort((short) 0x4246)
                        .putShort((short) padding)
                        .array()
                : new byte[0];
        int shownSize = sizesFollow ? 0 : zip64 ? LONG_FORM : (int) entry.localSize;
        out.writeBytes(buffer(30)
                .putInt(0x04034b50)
                .putShort((short) 0)
                .putShort((short) (entry.flags | (sizesFollow ? 0x808 : 0)))
                .putShort((short) entry.method)
                .putInt(0)
                .putInt(sizesFollow ? 0 : crc(entry.bytes))
                .putInt(shownSize)
                .putInt(shownSize)
                .putShort((short) name.length)
                .putShort((short) (wide.length + pad.length))
                .array());
        out.writeBytes(name);
        out.writeBytes(wide);
        out.writeBytes(pad);
        out.writeBytes(entry.bytes);
        if (sizesFollow) {
            out.writeBytes(buffer(16)
                    .putInt(0x08074b50)
                    .putInt(crc(entry.bytes))
                    .putInt((int) entry.size)
                    .putInt((int) entry.size)
                    .array());
        }
    }

    private byte[] central(Entry entry) {
        byte[] name = entry.name.getBytes(UTF_8);
        long place = entry.place < 0 ? entry.header : entry.place;
        byte[] wide = zip64
                ? buffer(28)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .putLong(entry.size)
                        .putLong(entry.size)
                        .putLong(place)
                        .array()
                : new byte[0];
        ByteBuffer header = buffer(46 + name.length + wide.length)
                .putInt(0x02014b50)
                .putInt(0)
                .putShort((short) (entry.flags | (sizesFollow ? 0x808 : 0)))
                .putShort((short) entry.method)
                .putInt(0)
                .putInt(crc(entry.bytes))
                .putInt(zip64 ? LONG_FORM : (int) entry.size)
                .putInt(zip64 ? LONG_FORM : (int) entry.size)
                .putShort((short) name.length)
                .putShort((short) wide.length)
                .putShort((short) 0)
                .putInt(0)
                .putInt(0)
                .putInt(zip64 ? LONG_FORM : (int) place);
        return written(header.put(name).put(wide));
    }

    private byte[] end(long directory, long size, long at) {
        ByteBuffer end = buffer(56 + 20 + 22);
        if (zip64) {
            end.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0);
            end.putLong(entries.size()).putLong(entries.size()).putLong(size).putLong(directory);
            end.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
        }
        end.putInt(0x06054b50).putInt(0);
        end.putShort((short) (zip64 ? -1 : entries.size())).putShort((short) (zip64 ? -1 : entries.size()));
        end.putInt(zip64 ? LONG_FORM : (int) size)
                .putInt(zip64 ? LONG_FORM : (int) directory)
                .putShort((short) 0);
        return written(end);
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Writes the archive to a file. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
