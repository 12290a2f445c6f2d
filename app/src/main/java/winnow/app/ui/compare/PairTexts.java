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
        Sample a = question.a().sample();
        List<Turn> turnsA = a.turns();
        List<Turn> turnsB = question.b().sample().turns();
        int most = Math.min(turnsA.size(), turnsB.size()) - 1;
        int common = 0;
        while (common < most && turnsA.get(common).equals(turnsB.get(common))) {
            common++;
        }
        List<Turn> shown = new ArrayList<>(turnsA.subList(0, common));
        shown.add(turnsA.get(turnsA.size() - 1));
        Sample prompt = new Sample(a.record(), a.candidate(), a.line(), shown, a.media(), a.raw());
        return new PairTexts(
                prompt,
                common > 0,
                text(turnsA.subList(common, turnsA.size()), words),
                text(turnsB.subList(common, turnsB.size()), words));
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
