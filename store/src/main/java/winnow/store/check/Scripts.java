package winnow.store.check;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares the scripts of question and answer, which tells English from Korean but not from French. */
public final class Scripts {

    private static final double MOSTLY = 0.9;
    private static final int FEW_LETTERS = 24;
    private static final int FEW_SIGNS = 8;

    /** Not prose: code, formulas, addresses, tags. */
    private static final Pattern NO_PROSE =
            Pattern.compile("(?s)```.*?(```|$)|`[^`\\n]*`|\\$[^$\\n]*\\$|https?://\\S+|<[^<>\\n]{1,60}>");

    /** A question about text, translation or a language may well be answered in another script. */
    private static final Pattern ASKS_FOR_IT =
            Pattern.compile("(?i)translat|transcri|\\bocr\\b|\\b(read|text|say|says|said|write|written|word|words|spell"
                    + "|sentence|language|caption|english|korean|chinese|mandarin|japanese|russian|arabic|hindi"
                    + "|greek|hebrew|thai|spanish|french|german|title|name|label|code|lyrics|poem)\\b"
                    + "|번역|영어|한국어|한글|중국어|일본어|영문|글자|텍스트|문구|단어|이름|코드|翻译|翻譯|翻訳|英文|英语|英語|中文|汉语"
                    + "|日语|日文|日本語|韩语|韓国語|韩文|文字|文本|单词|名称|代码|перев|английск|русск");

    private Scripts() {}

    /** Whether nearly all of the answer is in another script than nearly all of the question, and was not asked for. */
    public static boolean differ(String question, String answer) {
        Optional<UnicodeScript> asked = main(question);
        Optional<UnicodeScript> answered = main(answer);
        return asked.isPresent()
                && answered.isPresent()
                && asked.get() != answered.get()
                && !ASKS_FOR_IT.matcher(question).find();
    }

    /** The script of nine letters of ten; Japanese counts as one, Hiragana. Empty for short and mixed texts. */
    static Optional<UnicodeScript> main(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        String prose = NO_PROSE.matcher(text).replaceAll(" ");
        prose.codePoints().filter(Character::isLetter).forEach(c -> {
            UnicodeScript script = UnicodeScript.of(c);
            letters.merge(script == UnicodeScript.KATAKANA ? UnicodeScript.HIRAGANA : script, 1, Integer::sum);
        });
        if (letters.containsKey(UnicodeScript.HIRAGANA)) {
            letters.merge(UnicodeScript.HIRAGANA, letters.getOrDefault(UnicodeScript.HAN, 0), Integer::sum);
            letters.remove(UnicodeScript.HAN);
        }
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        return letters.entrySet().stream()
                .filter(e -> e.getValue() >= MOSTLY * all && e.getValue() >= enough(e.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static int enough(UnicodeScript script) {
        return switch (script) {
            case HAN, HANGUL, HIRAGANA -> FEW_SIGNS;
            default -> FEW_LETTERS;
        };
    }
}
