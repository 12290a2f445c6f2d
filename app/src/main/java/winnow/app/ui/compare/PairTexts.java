package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import winnow.app.service.CompareService.Question;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.viewer.text.Words;

/**
 * What two answers have in common, and what each says by itself. Conversations may part before their last answer.
 *
 * @param prompt a conversation whose last turn is not to be shown
 * @param asked whether anything stands before that last turn
 * @param a what side A says by itself
 * @param b what side B says by itself
 */
record PairTexts(Sample prompt, boolean asked, String a, String b) {

    /** Parts the conversations of a pair. */
    static PairTexts of(Question question, Words words) {
        List<Sample> both = List.of(question.a().sample(), question.b().sample());
        Sample a = both.get(0);
        int common = common(both);
        List<Turn> shown = new ArrayList<>(a.turns().subList(0, common));
        shown.add(a.turns().get(a.turns().size() - 1));
        Sample prompt = new Sample(a.record(), a.candidate(), a.line(), shown, a.media(), a.raw());
        List<String> apart = apart(both, words);
        return new PairTexts(prompt, common > 0, apart.get(0), apart.get(1));
    }

    /** What each of several answers to one prompt says by itself. */
    static List<String> apart(List<Sample> answers, Words words) {
        int common = common(answers);
        return answers.stream()
                .map(answer ->
                        text(answer.turns().subList(common, answer.turns().size()), words))
                .toList();
    }

    /** How many turns all begin with; the last one of each stands for itself. */
    private static int common(List<Sample> answers) {
        int most = answers.stream()
                .mapToInt(answer -> answer.turns().size() - 1)
                .min()
                .orElse(0);
        for (int turn = 0; turn < most; turn++) {
            for (Sample answer : answers) {
                if (!answer.turns().get(turn).equals(answers.get(0).turns().get(turn))) {
                    return turn;
                }
            }
        }
        return most;
    }

    private static String text(List<Turn> turns, Words words) {
        return turns.size() == 1
                ? turns.get(0).text()
                : turns.stream()
                        .map(turn -> role(turn.role(), words) + "\n" + turn.text())
                        .collect(Collectors.joining("\n\n"));
    }

    private static String role(Role role, Words words) {
        return switch (role) {
            case SYSTEM -> words.tr("System");
            case USER -> words.tr("User");
            case ASSISTANT -> words.tr("Assistant");
        };
    }
}
