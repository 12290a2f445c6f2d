package winnow.scoring.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ScoringException;

class InternLm2TokenizerTest {

    private static final Path TINY = Path.of("src/test/resources/tiny/ixc-tiny");
    private static final Path SMALL = Path.of("src/test/resources/tiny/ixc-small-safetensors");

    @TempDir
    private Path folder;

    @Test
    void specialStringsAreCutOutEvenInsideContent() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(TINY)) {
            assertArrayEquals(
                    new int[] {1, 92543, 92543, 2, 92542, 92527, 0},
                    tokenizer.encode("<s><|im_start|>[UNUSED_TOKEN_146]</s>[UNUSED_TOKEN_145][UNUSED_TOKEN_130]<unk>"));
        }
    }

    @Test
    void noSpaceIsAddedAndNoneIsLost() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(TINY)) {
            assertArrayEquals(new int[] {1008}, tokenizer.encode("user"));
            assertArrayEquals(new int[] {243, 162, 155, 131}, tokenizer.encode("😀"));
            assertArrayEquals(new int[0], tokenizer.encode(""));
        }
    }

    @Test
    void idsComeFromTheFilesOfTheSnapshot() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(SMALL)) {
            assertEquals(3050, tokenizer.id("<|im_start|>"));
            assertEquals(3050, tokenizer.id("[UNUSED_TOKEN_146]"));
        }
    }

    @Test
    void withoutAddedTokensTheirPiecesStandIn() throws Exception {
        Files.copy(SMALL.resolve("tokenizer.model"), folder.resolve("tokenizer.model"));
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(folder)) {
            assertEquals(3050, tokenizer.id("<|im_start|>"));
            assertEquals(3045, tokenizer.id("<|plugin|>"));
        }
    }

    @Test
    void halfAnEmojiIsAQuestionMark() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(TINY)) {
            assertArrayEquals(tokenizer.encode("a?b"), tokenizer.encode("a\ud83db"));
        }
    }

    @Test
    void aTextWithANullCharacterIsTokenisedToItsEnd() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(TINY)) {
            int[] user = tokenizer.encode("a\0user");

            assertEquals(1008, user[user.length - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Paris.",
                "  two  spaces\n\n\ttabs ",
                "😀 and 👩‍👩‍👧‍👦 and é",
                "한국어와 日本語と中文。العربية",
                "<|im_start|>user\n<s>x</s>[UNUSED_TOKEN_145]",
                "a▁b ▁ c",
                "<0x41> is no byte",
                "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ꙮ ☃"
            })
    void tokensHaveTheIdsAndCoverTheTextWithoutGaps(String text) throws Exception {
        for (Path snapshot : List.of(TINY, SMALL)) {
            try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(snapshot)) {
                List<Token> tokens = tokenizer.tokens(text);

                assertArrayEquals(
                        tokenizer.encode(text),
                        tokens.stream().mapToInt(Token::id).toArray());
                int at = 0;
                int from = 0;
                for (Token token : tokens) { // a token starts where one ended, or shares the character of the last
                    assertTrue(token.from() == at || (token.from() == from && token.to() == at), tokens::toString);
                    from = token.from();
                    at = token.to();
                }
                assertEquals(text.length(), at, tokens::toString);
            }
        }
    }

    @Test
    void aTokenIsWhereItsTextIs() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(TINY)) {
            List<Token> tokens = tokenizer.tokens("user😀<|im_end|>user");

            assertEquals(
                    List.of(
                            new Token(1008, 0, 4),
                            new Token(243, 4, 6),
                            new Token(162, 4, 6),
                            new Token(155, 4, 6),
                            new Token(131, 4, 6),
                            new Token(92542, 6, 16),
                            new Token(1008, 16, 20)),
                    tokens);
        }
    }

    @Test
    void anUnknownPieceIsRefused() throws Exception {
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(SMALL)) {
            assertThrows(ScoringException.class, () -> tokenizer.id("[NO_SUCH_PIECE]"));
        }
    }

    @Test
    void aFolderWithoutTokenizerSaysSo() {
        String message = String.valueOf(assertThrows(ScoringException.class, () -> InternLm2Tokenizer.load(folder))
                .getMessage());

        assertTrue(message.contains("has no tokenizer.model"), message);
    }

    @Test
    void aFileThatIsNoTokenizerIsRefused() throws Exception {
        for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, "not a model at all".getBytes(UTF_8)}) {
            Files.write(folder.resolve("tokenizer.model"), bytes);

            assertThrows(ScoringException.class, () -> InternLm2Tokenizer.load(folder));
        }
    }

    @Test
    void aDamagedTokenizerIsRefusedOrWorks() throws Exception {
        byte[] sound = Files.readAllBytes(SMALL.resolve("tokenizer.model"));
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] damaged = i % 2 == 0 ? sound.clone() : Arrays.copyOf(sound, random.nextInt(sound.length));
            for (int k = 0; k < 5 && i % 2 == 0; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("tokenizer.model"), damaged);
            try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(folder)) {
                assertTrue(tokenizer.encode("What is the capital of France?").length > 0);
            } catch (ScoringException e) {
                refused++;
            }
        }
        assertTrue(refused > 20, "refused " + refused);
    }

    @Test
    void addedTokensThatAreNoJsonAreNamed() throws Exception {
        Files.copy(SMALL.resolve("tokenizer.model"), folder.resolve("tokenizer.model"));
        Files.writeString(folder.resolve("added_tokens.json"), "{");

        String message = String.valueOf(assertThrows(ScoringException.class, () -> InternLm2Tokenizer.load(folder))
                .getMessage());

        assertTrue(message.contains("added_tokens.json is not valid JSON"), message);
    }

    @Test
    void everyTokenTheSnapshotAddsIsCutOutTheLongestFirst() throws Exception {
        Files.copy(SMALL.resolve("tokenizer.model"), folder.resolve("tokenizer.model"));
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<|a|>\": 7, \"<|a|>b\": 8}");
        try (InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(folder)) {
            assertArrayEquals(new int[] {8, 7, 3050}, tokenizer.encode("<|a|>b<|a|><|im_start|>"));
        }
    }

    @Test
    void aClosedTokenizerSaysSo() throws Exception {
        InternLm2Tokenizer tokenizer = InternLm2Tokenizer.load(SMALL);
        tokenizer.close();
        tokenizer.close();

        assertThrows(IllegalStateException.class, () -> tokenizer.encode("x"));
    }
}
