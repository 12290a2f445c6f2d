package winnow.store.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells answers that are none: empty ones, placeholders and refusals. */
public final class Answers {

    private static final int REFUSAL_HEAD = 240;

    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Z}]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("n/a|todo|tbd|tba|null|nan|placeholder|x{3,}"
            + "|(the |your |insert |write |put |type |enter )*(answer|response|text) (goes )?here"
            + "|lorem ipsum\\b.*"
            + "|\\{{1,3}\\s*[a-z_][a-z0-9_. ]*\\s*\\}{1,3}"
            + "|[<\\[](insert |your |the )*(answer|response|output|text)( here)?[>\\]]");

    private static final List<Pattern> REFUSALS = List.of(
            start("(i['’]m|i am) (very |so |really |terribly )?sorry,? but (i|as an ai)\\b.{0,60}?"
                    + "\\b(can['’]?t|cannot|can not|unable|not able|won['’]t)\\b"),
            start("(sorry|apologies|i apologi[sz]e),? (but )?"
                    + "(i (can['’]?t|cannot|am unable|won['’]t)|i['’]m unable)\\b"),
            start("as an ai( language)?( model| assistant)?,? i\\b.{0,80}?"
                    + "\\b(can['’]?t|cannot|can not|don['’]t|do not|unable|not able|won['’]t|am not|lack)\\b"),
            start("i (can['’]?t|cannot|am unable to|won['’]t|am not able to) "
                    + "(assist|help you|help with (this|that|your)|comply|fulfil|answer (this|that|your))"),
            start("i['’]m (unable|not able) to (assist|help|comply|fulfil|answer (this|that|your))"),
            start("(정말 )?(죄송|미안)(합니다|하지만|해요|하네요)[^\\n]{0,80}?(수 없|수가 없|어렵|못합니다|못해)"),
            start("(저는 )?(ai|인공지능)( 언어)? ?(모델|어시스턴트)(로서|이기 때문에|이므로)" + "[^\\n]{0,80}?(수 없|수가 없|않|못)"),
            start("(很|非常|十分)?(抱歉|对不起|對不起|不好意思)[^\\n]{0,40}?(无法|無法|不能|没法)"),
            start("(作为|身为|作為)(一个|一名|一個)?(ai|人工智能|人工智慧)(语言|語言)?(模型|助手)" + "[^\\n]{0,60}?(无法|無法|不能|没有|沒有|不会)"),
            start("(大変|誠に)?(申し訳|すみません)[^\\n]{0,60}?(できません|できかねます)"),
            start("(lo siento|je suis désolée?|es tut mir leid),? .{0,30}?"
                    + "(no puedo|je ne peux pas|ich kann (dabei |das |ihnen |dir )?nicht)"));

    private Answers() {}

    /** Whether there is nothing to read. */
    public static boolean isEmpty(String answer) {
        return INVISIBLE.matcher(answer).replaceAll("").isEmpty();
    }

    /** Whether the whole answer stands for one that was never written. */
    public static boolean isPlaceholder(String answer) {
        String text = answer.strip();
        if (text.matches("\\.{2,}|…+|[?_-]{3,}")) {
            return true;
        }
        String bare = text.replaceAll("^[\"'`*_.!\\s]+|[\"'`*_.!\\s]+$", "").toLowerCase(Locale.ROOT);
        return bare.length() <= 400 && PLACEHOLDER.matcher(bare).matches();
    }

    /** Whether the answer begins with words that decline to answer. */
    public static boolean isRefusal(String answer) {
        String text = answer.strip().replaceAll("^[\"'“‘*_\\s]+", "");
        String head = text.substring(0, Math.min(text.length(), REFUSAL_HEAD)).toLowerCase(Locale.ROOT);
        return REFUSALS.stream().anyMatch(refusal -> refusal.matcher(head).lookingAt());
    }

    private static Pattern start(String words) {
        return Pattern.compile(words);
    }
}
