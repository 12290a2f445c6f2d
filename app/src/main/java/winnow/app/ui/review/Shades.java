package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.RunningReward;
import winnow.scoring.evidence.Evidence;
import winnow.viewer.chart.RunningCurve;
import winnow.viewer.text.ShadedText.Stretch;
import winnow.viewer.text.Words;

/** What evidence says of the parts of an answer: by words where the model reads as it goes, else by sentences. */
final class Shades {

    private static final Pattern WORD = Pattern.compile("\\S+");

    private Shades() {}

    /** Whether the running reward stands at the places of this very answer: tags of pictures would move them. */
    static boolean isRunning(Evidence evidence) {
        List<RunningReward> running = evidence.running();
        return running.size() > 1
                && running.get(running.size() - 1).to() <= evidence.answer().length()
                && !evidence.answer().matches("(?s).*<(?:image|video|img|ImageHere)>.*");
    }

    /** Stretches of the answer with what each changes. */
    static List<Stretch> of(Evidence evidence, Words words) {
        return isRunning(evidence) ? ofWords(evidence, words) : ofSentences(evidence, words);
    }

    private static List<Stretch> ofWords(Evidence evidence, Words words) {
        List<Stretch> stretches = new ArrayList<>();
        Matcher word = WORD.matcher(evidence.answer());
        double before = Double.NaN;
        int at = 0;
        while (word.find()) {
            double now = before;
            while (at < evidence.running().size() && evidence.running().get(at).from() < word.end()) {
                now = evidence.running().get(at).reward();
                at++;
            }
            double change = Double.isNaN(before) ? 0 : now - before;
            String told = words.tr("{0} after this word, {1}", now, signed(words, change));
            stretches.add(new Stretch(word.start(), word.end(), change, told));
            before = now;
        }
        return stretches;
    }

    private static List<Stretch> ofSentences(Evidence evidence, Words words) {
        return evidence.sentences().stream()
                .map(sentence -> new Stretch(
                        sentence.from(),
                        sentence.to(),
                        -sentence.cost(),
                        words.tr("{0} without this sentence, {1}", sentence.score(), signed(words, sentence.cost()))))
                .toList();
    }

    /** The running reward as a curve over the answer. */
    static List<RunningCurve.Point> curve(Evidence evidence) {
        double length = Math.max(1, evidence.answer().length());
        return evidence.running().stream()
                .map(each -> new RunningCurve.Point(Math.min(1, each.to() / length), each.reward()))
                .toList();
    }

    /** A difference with its sign, plus included. */
    static String signed(Words words, double difference) {
        String text = words.score(difference);
        return difference > 0 && !text.equals(words.score(0)) ? "+" + text : text;
    }
}
