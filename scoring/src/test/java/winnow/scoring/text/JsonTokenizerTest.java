package winnow.scoring.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;

class JsonTokenizerTest {

    private static final Path FOLDER = Path.of("src/test/resources/tiny/text-rm/llama-seqcls-tiny");

    @Test
    void nothingIsCutHoweverLongTheTextIs() throws ScoringException {
        try (JsonTokenizer tokenizer = JsonTokenizer.load(FOLDER)) {
            assertEquals(5000, tokenizer.tokens("1 ".repeat(2500)).size());
        }
    }

    @Test
    void placesCountCharactersAsJavaDoesBehindEmojiToo() throws ScoringException {
        String text = "é😀 한a<|eot_id|>b";
        try (JsonTokenizer tokenizer = JsonTokenizer.load(FOLDER)) {
            List<Token> tokens = tokenizer.tokens(text);
            Token mark = tokens.get(tokens.size() - 2);
            Token last = tokens.get(tokens.size() - 1);

            assertEquals("<|eot_id|>", text.substring(mark.from(), mark.to()));
            assertEquals("b", text.substring(last.from(), last.to()));
            assertEquals(tokenizer.only("<|eot_id|>"), mark.id());
            int at = 0;
            for (Token token : tokens) {
                assertTrue(token.from() <= at && token.to() >= at, token + " leaves a gap at " + at);
                at = Math.max(at, token.to());
            }
            assertEquals(text.length(), at);
        }
    }

    @Test
    void halfSurrogatePairsAndEmptyTextsAreNoTrouble() throws ScoringException {
        try (JsonTokenizer tokenizer = JsonTokenizer.load(FOLDER)) {
            assertEquals(tokenizer.tokens("a?b"), tokenizer.tokens("a\uD83Db"));
            assertEquals(List.of(), tokenizer.tokens(""));
            assertThrows(ScoringException.class, () -> tokenizer.only("two words"));
        }
    }

    @Test
    void aMissingOrBrokenFileIsNamed(@TempDir Path folder) throws IOException {
        assertTrue(String.valueOf(assertThrows(ScoringException.class, () -> JsonTokenizer.load(folder))
                        .getMessage())
                .contains("has no tokenizer.json"));
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 1}");
        assertTrue(String.valueOf(assertThrows(ScoringException.class, () -> JsonTokenizer.load(folder))
                        .getMessage())
                .contains("tokenizer.json is not a tokeniser"));
    }

    @Test
    void aClosedTokenizerSaysSoAndClosesTwice() throws ScoringException {
        JsonTokenizer tokenizer = JsonTokenizer.load(FOLDER);
        tokenizer.close();
        tokenizer.close();

        assertThrows(IllegalStateException.class, () -> tokenizer.tokens("x"));
    }
}
