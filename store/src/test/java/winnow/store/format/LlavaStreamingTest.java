package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;

/** Files far larger than memory: made while they are read, and followed byte by byte. */
class LlavaStreamingTest {

    private static final int RECORDS = 200_000;
    private static final int READ_AHEAD = 1 << 17;

    /** A file of equal records that exists only as far as it was read. */
    private static final class Endless extends InputStream {
        private final byte[] first;
        private final byte[] record;
        private final byte[] last;
        private long position;

        Endless(String first, String record, String last) {
            this.first = first.getBytes(StandardCharsets.UTF_8);
            this.record = record.getBytes(StandardCharsets.UTF_8);
            this.last = last.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            long inRecords = position - first.length;
            long inLast = inRecords - (long) record.length * RECORDS;
            if (inLast >= last.length) {
                return -1;
            }
            position++;
            if (inRecords < 0) {
                return first[(int) inRecords + first.length];
            }
            return inLast < 0 ? record[(int) (inRecords % record.length)] : last[(int) inLast];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = 0;
            for (int value = read(); value >= 0; value = count < length ? read() : -1) {
                bytes[offset + count++] = (byte) value;
            }
            return count == 0 ? -1 : count;
        }
    }

    /** Counts, and measures how far the reader has run ahead of what it handed over. */
    private static final class Follower implements SampleSink {
        private final Endless in;
        private long samples;
        private long rejects;
        private long greatestLead;

        Follower(Endless in) {
            this.in = in;
        }

        @Override
        public void accept(Sample sample) {
            samples++;
            greatestLead = Math.max(greatestLead, in.position - samples * in.record.length);
        }

        @Override
        public void prompt(Prompt prompt) {
            throw new AssertionError("no prompt was expected");
        }

        @Override
        public void reject(Reject reject) {
            rejects++;
        }
    }

    private static final String RECORD = "{\"conversations\":[{\"from\":\"human\",\"value\":\"Is it?\"},"
            + "{\"from\":\"gpt\",\"value\":\"It is, by and large.\"}]}";

    @Test
    void linesAreHandedOverAsTheyAreRead() throws IOException {
        Endless file = new Endless("", RECORD + "\n", "{");
        Follower follower = new Follower(file);

        JsonLines.split(file, new LlavaRecords(follower, true));

        assertEquals(RECORDS, follower.samples);
        assertEquals(1, follower.rejects);
        assertTrue(follower.greatestLead < READ_AHEAD, "ran " + follower.greatestLead + " bytes ahead");
    }

    @Test
    void elementsOfAnArrayAreHandedOverAsTheyAreRead() throws IOException {
        Endless file = new Endless("[", " " + RECORD + ",", RECORD + "]");
        Follower follower = new Follower(file);

        JsonArray.split(file, new LlavaRecords(follower, false));

        assertEquals(RECORDS + 1, follower.samples);
        assertEquals(0, follower.rejects);
        assertTrue(follower.greatestLead < READ_AHEAD, "ran " + follower.greatestLead + " bytes ahead");
    }

    @Test
    void aRecordOfEndlessLengthIsRejectedWithoutBeingHeld() throws IOException {
        Endless file = new Endless("", "x".repeat(400), "\n" + RECORD);
        Collected collected = new Collected();

        JsonLines.split(file, new LlavaRecords(collected, true));

        assertEquals(
                "The record has more than 64 MB and was not read.",
                collected.reasons().get(0));
        assertEquals(10_000, collected.rejects().get(0).raw().length());
        assertEquals(2, collected.samples().get(0).line());
    }
}
