package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void aFullDiskIsSaidInWordsWhereverItIsMet() {
        String end = ". Make room and try again; nothing that was there before was changed.";

        assertEquals(
                "The disk is full" + end,
                Sentence.of(new IOException("No space left on device")).orElseThrow());
        assertEquals(
                "The disk is full: out/a.json" + end,
                Sentence.of(new FileSystemException("out/a.json", null, "No space left on device"))
                        .orElseThrow());
    }
}
