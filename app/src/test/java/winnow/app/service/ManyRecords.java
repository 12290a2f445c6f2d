package winnow.app.service;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes LLaVA records of about 600 bytes each: a picture, a question and an answer of common and rare words, one in ten
 * in Korean, one in ten with line breaks and quotes. The same number gives the same file, byte for byte.
 */
final class ManyRecords {

    private static final String[] COMMON = ("the a of and in is to it on with that are this there which picture shows"
                    + " man woman street table red blue white green small large left right near behind under people"
                    + " standing sitting holding looking several two three appears background light scene visible")
            .split(" ", -1);
    private static final String[] KOREAN = "사진에는 남자가 여자가 거리에 서 있다 빨간 파란 자동차가 보인다 그리고 탁자 위에 여러 개의 물건이 놓여".split(" ", -1);
    private static final String SYLLABLES = "ka lo mi ne ru ta vo shi pel dor quin zar bex hum fli gra";
    private static final int RARE = 20_000;

    private final String[] syllables = SYLLABLES.split(" ", -1);
    private final Random random = new Random(20_250_101);

    /** Writes a file of so many records. */
    static void write(Path file, int records) throws IOException {
        ManyRecords many = new ManyRecords();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("[\n");
            for (int i = 0; i < records; i++) {
                out.write(many.record(i));
                out.write(i < records - 1 ? ",\n" : "\n");
            }
            out.write("]\n");
        }
    }

    private String record(int number) {
        StringBuilder text = new StringBuilder(700);
        text.append("{\"id\": \"").append(String.format("%09d", number)).append("\", \"image\": \"coco/train2017/");
        text.append(String.format("%012d", random.nextInt(120_000))).append(".jpg\", \"conversations\": [");
        text.append("{\"from\": \"human\", \"value\": \"<image>\\n");
        words(text, 12, COMMON);
        text.append("?\"}, {\"from\": \"gpt\", \"value\": \"");
        int kind = random.nextInt(10);
        int answer = 230 + random.nextInt(270);
        int start = text.length();
        while (text.length() - start < (kind == 0 ? answer / 3 : answer)) {
            words(text, 8, kind == 0 ? KOREAN : COMMON);
            text.append(kind == 1 ? ".\\n\\n- \\\"" : ". ");
            words(text, 2, COMMON);
            text.append(kind == 1 ? "\\\" " : " ")
                    .append(rare(random.nextInt(RARE)))
                    .append(' ');
        }
        return text.append("end.\"}]}").toString();
    }

    private void words(StringBuilder text, int count, String[] of) {
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(of[random.nextInt(of.length)]);
        }
    }

    private String rare(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + syllables.length; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }
}
