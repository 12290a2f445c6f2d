package winnow.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command came to, for people and for machines.
 *
 * @param exitCode 0 done, 1 failed, 3 done but some records failed
 * @param json the object {@code --json} prints; keys in the order given
 * @param lines what people read instead
 */
record Answer(int exitCode, Map<String, Object> json, List<String> lines) {

    /** Done. */
    static final int DONE = 0;

    /** Failed. */
    static final int FAILED = 1;

    /** Wrong usage. */
    static final int USAGE = 2;

    /** Done, but some records failed. */
    static final int PARTLY = 3;

    /** Cancelled. */
    static final int CANCELLED = 130;

    Answer {
        lines = List.copyOf(lines);
    }

    /** This and what came after it: the later object, with the earlier one under {@code first}; all lines. */
    Answer then(Answer later) {
        Map<String, Object> both = new LinkedHashMap<>(later.json);
        both.put("first", json);
        List<String> all = new ArrayList<>(lines);
        all.addAll(later.lines);
        return new Answer(Math.max(exitCode, later.exitCode), both, all);
    }
}
