package winnow.app.ui;

import java.util.List;
import java.util.Locale;
import winnow.viewer.text.Words;

/**
 * One thing the search understands.
 *
 * @param start how it is written, up to where a value follows
 * @param example the same with a value
 * @param meaning what it finds, in a few words
 */
record SearchTerm(String start, String example, String meaning) {

    /** All of them, those used most first. */
    static List<SearchTerm> all(Words words) {
        return List.of(
                new SearchTerm("reward<", "reward<p5", words.tr("low reward: a number, or p5 for the lowest 5 %")),
                new SearchTerm("z<", "z<-3", words.tr("low within its group, in usual distances")),
                new SearchTerm("adjusted<", "adjusted<0", words.tr("low without what length explains")),
                new SearchTerm("agree>=", "agree>=2", words.tr("so many rankings have it among their lowest")),
                new SearchTerm("decided:no", "decided:no", words.tr("nobody decided on it")),
                new SearchTerm("decided:yes", "decided:yes", words.tr("somebody decided on it")),
                new SearchTerm("verdict:", "verdict:prune", words.tr("keep, prune, unsure or none")),
                new SearchTerm("reason:", "reason:wrong", words.tr("why it was decided so")),
                new SearchTerm("source:", "source:train*", words.tr("name or number of the dataset")),
                new SearchTerm("media:", "media:video", words.tr("image, video or none")),
                new SearchTerm("answer~", "answer~\"as an AI\"", words.tr("the answer contains it")),
                new SearchTerm("note~", "note~\"ask Kim\"", words.tr("a note contains it")),
                new SearchTerm("tag:", "tag:later", words.tr("somebody put this tag on it")),
                new SearchTerm("annotator:", "annotator:kim", words.tr("this annotator decided on it")),
                new SearchTerm("length:", "length:10..45", words.tr("characters of the answer")),
                new SearchTerm("tokens:", "tokens:1000..", words.tr("length of what the model read")),
                new SearchTerm("record:", "record:3..7", words.tr("place in its file, from 0")),
                new SearchTerm("sample:", "sample:12", words.tr("number in the workspace")),
                new SearchTerm("scored:no", "scored:no", words.tr("it has no reward")),
                new SearchTerm("failed:yes", "failed:yes", words.tr("it could not be scored")));
    }

    /** Whether a word that was begun may become this. */
    boolean follows(String word) {
        String begun = word.toLowerCase(Locale.ROOT);
        return begun.length() < start.length() && start.startsWith(begun);
    }
}
